import { encodeError, encodeValue, type Frame, type WaitId } from "@statewright/model"
import { advance, type Advanced, begin, closeReleased, type FrameEvent } from "@statewright/runtime/advance"
import type { Program } from "@statewright/runtime/machine"
import type { TransitionInputs } from "@statewright/runtime/recorded"
import { encodeBase, encodeDelta, restoreFrame } from "@statewright/runtime/snapshot"
import { outcomeThroughStorage, throughStorage } from "./through-storage.ts"
import { frameDifference } from "./frame-difference.ts"
import { SnapshotsDiffer } from "./snapshots-differ.ts"
import { TransitionsDiffer } from "./transitions-differ.ts"

/** How hard a test is on the frame of a compiled workflow. */
export type Mode = "memory" | "roundtrip" | "duplicate"

/** The frame of one run under test. */
export interface FrameUnderTest {
  begin(inputs: Required<TransitionInputs>): Advanced
  /** `undefined` when nothing waited for it. */
  settle(event: FrameEvent): Advanced | undefined
}

/** A frame that is treated as `mode` says. */
export const frameUnderTest = (program: Program, input: unknown, mode: Mode): FrameUnderTest => {
  switch (mode) {
    case "memory":
      return inMemory(program, input)
    case "roundtrip":
      return roundTrip(program, input)
    case "duplicate":
      return duplicated(program, input)
  }
}

const inMemory = (program: Program, input: unknown): FrameUnderTest => {
  const close = unheldWaits()
  let frame: Frame | undefined
  return {
    begin: (inputs) => {
      const moved = close(begin(program, input, inputs))
      frame = moved.frame
      return moved
    },
    settle: (event) => {
      const moved = advance(program, started(frame), event)
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
const roundTrip = (program: Program, input: unknown): FrameUnderTest => {
  const close = unheldWaits()
  let base = ""
  let deltas: string[] = []
  const rebase = (frame: Frame): void => {
    base = encodeBase(frame, "run").text
    deltas = []
  }
  return {
    begin: (inputs) => {
      const moved = close(begin(program, input, inputs))
      rebase(moved.frame)
      return moved
    },
    settle: (event) => {
      const { frame, log } = restoreFrame("run", base, deltas)
      const advanced = advance(program, frame, event)
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
const duplicated = (program: Program, input: unknown): FrameUnderTest => {
  const close = unheldWaits()
  let text = ""
  return {
    begin: (inputs) => {
      const compute = (): Advanced => close(begin(program, throughStorage(input, "input"), inputs))
      const [one, other] = twice(compute)
      text = encodeBase(one.frame, "run").text
      if (differ(one, other)) throw new TransitionsDiffer("the start")
      return one
    },
    settle: (event) => {
      const compute = (): Advanced | undefined => {
        const moved = advance(program, restoreFrame("run", text, []).frame, copyOf(event))
        return moved && close(moved)
      }
      const [one, other] = twice(compute)
      if (one === undefined || other === undefined) return undefined
      text = encodeBase(one.frame, "run").text
      if (differ(one, other)) throw new TransitionsDiffer(`the outcome of ${event.wait}`)
      if (compute() !== undefined) throw new TransitionsDiffer(`the outcome of ${event.wait}`)
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

/** A segment may change what it is given, so no two computations share it. */
const copyOf = (event: FrameEvent): FrameEvent => ({ ...event, outcome: outcomeThroughStorage(event.outcome) })

const started = (frame: Frame | undefined): Frame => {
  if (frame === undefined) throw new Error("invariant: a frame begins before anything is settled in it")
  return frame
}
