import { encodeError, encodeValue, type Frame, type WaitId } from "@statewright/model"
import { type Advanced, closeReleased } from "@statewright/runtime/advance"
import { encodeBase, encodeDelta, restoreFrame } from "@statewright/runtime/snapshot"
import { frameDifference } from "./frame-difference.ts"
import { SnapshotsDiffer } from "./snapshots-differ.ts"
import { TransitionsDiffer } from "./transitions-differ.ts"

/** How hard a test is on the frame of a compiled workflow. */
export type Mode = "memory" | "roundtrip" | "duplicate"

/** Computes a transition; the duplicate of one that is computed twice must share nothing with it. */
export type Compute<Moved> = (frame: Frame, isTwice: boolean) => Moved

/** The frame of one run under test. */
export interface FrameUnderTest {
  begin(compute: Compute<Advanced>): Advanced
  /** `what` is told where it comes to something else when it is computed twice; `undefined` when it moves nothing. */
  move(what: string, compute: Compute<Advanced | undefined>): Advanced | undefined
}

/** A frame that is treated as `mode` says. */
export const frameUnderTest = (mode: Mode): FrameUnderTest => {
  switch (mode) {
    case "memory":
      return inMemory()
    case "roundtrip":
      return roundTrip()
    case "duplicate":
      return duplicated()
  }
}

const empty = (): Frame => ({ seq: 0, activations: new Map(), waits: new Map() })

const inMemory = (): FrameUnderTest => {
  const close = unheldWaits()
  let frame = empty()
  return {
    begin: (compute) => {
      const moved = close(compute(frame, false))
      frame = moved.frame
      return moved
    },
    move: (_what, compute) => {
      const moved = compute(frame, false)
      return moved && close(moved)
    },
  }
}

/** Closes waits for events that nobody can ask for any more, as the engine does before it stores a frame. */
const unheldWaits = (): ((moved: Advanced) => Advanced) => {
  const asked = new Set<WaitId>()
  return (moved) => {
    for (const command of moved.commands) if (command.kind === "open-wait") asked.add(command.wait)
    const closed = closeReleased(
      moved.frame,
      moved.released.filter((wait) => asked.has(wait)),
    )
    const { writes } = moved
    return closed.length === 0
      ? moved
      : { ...moved, writes: { ...writes, waits: new Set([...writes.waits, ...closed]) } }
  }
}

/** How many deltas are kept before a base is written again, so that long loops stay linear. */
const mostDeltas = 16

/** Stores what changed after every transition, and goes on from what is restored: a wrong write set shows. */
const roundTrip = (): FrameUnderTest => {
  const close = unheldWaits()
  let base = ""
  let deltas: string[] = []
  const rebase = (frame: Frame): void => {
    base = encodeBase(frame, "run").text
    deltas = []
  }
  return {
    begin: (compute) => {
      const moved = close(compute(empty(), false))
      rebase(moved.frame)
      return moved
    },
    move: (_what, compute) => {
      const { frame, log } = restoreFrame("run", base, deltas)
      const advanced = compute(frame, false)
      if (advanced === undefined) return undefined
      const moved = close(advanced)
      if (deltas.length < mostDeltas) deltas.push(encodeDelta(log, moved.frame, moved.writes))
      else rebase(moved.frame)
      const difference = frameDifference(moved.frame, restoreFrame("run", base, deltas).frame)
      if (difference !== undefined) throw new SnapshotsDiffer(difference)
      return moved
    },
  }
}

/** Computes every transition on two copies, and delivers every completion twice. */
const duplicated = (): FrameUnderTest => {
  const close = unheldWaits()
  let text = ""
  return {
    begin: (compute) => {
      const [one, other] = twice(() => close(compute(empty(), true)))
      text = encodeBase(one.frame, "run").text
      if (differ(one, other)) throw new TransitionsDiffer("the start")
      return one
    },
    move: (what, compute) => {
      const again = (): Advanced | undefined => {
        const moved = compute(restoreFrame("run", text, []).frame, true)
        return moved && close(moved)
      }
      const [one, other] = twice(again)
      if (one === undefined || other === undefined) return undefined
      text = encodeBase(one.frame, "run").text
      if (differ(one, other) || again() !== undefined) throw new TransitionsDiffer(what)
      return one
    },
  }
}

/** From one place of the code: the stacks of errors name it. */
const twice = <Result>(compute: () => Result): readonly [Result, Result] => {
  const results: Result[] = []
  for (let time = 0; time < 2; time++) results.push(compute())
  return results as [Result, Result] // two were pushed
}

/** Whether two computations of one transition made something else of the frame, ask for something else, or went another way. */
const differ = (one: Advanced, other: Advanced): boolean =>
  encodeBase(one.frame, "run").text !== encodeBase(other.frame, "run").text ||
  textOf(one.commands) !== textOf(other.commands) ||
  wayOf(one.branches) !== wayOf(other.branches)

const wayOf = ({ taken, leftOut }: Advanced["branches"]): string =>
  JSON.stringify([
    leftOut,
    ...taken.map(({ question, took, after, times }) => [question.code, question.index, took, after, times]),
  ])

/** What cannot be stored fails the run wherever it is computed. */
const textOf = (commands: Advanced["commands"]): string => {
  try {
    return encodeValue(
      commands.map((command) => (command.kind === "fail" ? encodeError(command.error) : { ...command })),
    )
  } catch (error) {
    return String(error)
  }
}
