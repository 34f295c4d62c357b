import type { Command, Frame, Outcome, WaitId } from "@statewright/model"
import { advance, begin, cancel, expire, forceOut } from "../../src/advance/index.ts"
import type { Advanced } from "../../src/advance/index.ts"
import { encodeBase, encodeDelta, restoreFrame } from "../../src/snapshot/index.ts"
import { type Script, scriptedProgram } from "./scripted.ts"

/** How a frame is kept between transitions. */
export const modes = ["memory", "roundtrip", "duplicate"] as const
export type Mode = (typeof modes)[number]

/** A frame under test, and what it has asked of the world. */
export interface Driver {
  /** The steps that run, by name; what was abandoned is none of them. */
  readonly running: () => readonly string[]
  /** All that was asked since this was last called, in short. */
  readonly asked: () => readonly string[]
  /** Lets a step end. */
  readonly step: (name: string, outcome?: Outcome) => void
  /** The deadline, or the clean-up timer, of a member of a group is due. */
  readonly expire: (wait: WaitId) => void
  readonly force: (wait: WaitId) => void
  readonly cancel: (reason: string) => void
  /** The sleeps that are still to come: wakes the first. */
  readonly wake: () => boolean
  readonly sleeps: () => number
  /** The members of groups that may still expire. */
  readonly deadlines: () => readonly WaitId[]
  readonly cleanUps: () => readonly WaitId[]
  /** How the run ended. */
  readonly end: () => Command | undefined
  readonly frame: () => Frame
  /** How often a strand is running in its rows: item by wait. */
  readonly strands: () => ReadonlyMap<WaitId, string>
}

/** Begins a scripted run. */
export const drive = (script: Script, mode: Mode): Driver => {
  let asked: string[] = []
  let end: Command | undefined
  const steps = new Map<WaitId, string>()
  const sleeps = new Set<WaitId>()
  const deadlines = new Set<WaitId>()
  const cleanUps = new Set<WaitId>()
  const strands = new Map<WaitId, string>()
  const rows = new Map<WaitId, { at: number; settled: unknown }[]>()
  const collects: { group: WaitId; wait: WaitId }[] = []
  const kept = keep(mode, script)

  const take = ({ commands, frame }: Advanced): void => {
    for (const command of commands) {
      if (end !== undefined) throw new Error(`${command.kind} after the end`)
      asked.push(shown(command))
      switch (command.kind) {
        case "start-step":
          steps.set(command.wait, String(command.input))
          break
        case "set-timer":
          sleeps.add(command.wait)
          break
        case "set-deadline":
          deadlines.add(command.wait)
          break
        case "set-cleanup":
          deadlines.delete(command.wait)
          cleanUps.add(command.wait)
          break
        case "abandon":
          steps.delete(command.wait)
          sleeps.delete(command.wait)
          break
        case "strand-begun":
          if (strands.has(command.wait)) throw new Error(`${command.wait} began twice`)
          strands.set(command.wait, "running")
          break
        case "strand-ended": {
          deadlines.delete(command.wait)
          cleanUps.delete(command.wait)
          if (strands.get(command.wait) !== "running") break
          strands.set(command.wait, command.status)
          const { outcome } = command
          const list = rows.get(command.group) ?? []
          rows.set(command.group, list)
          if (outcome === undefined) break
          list.push({
            at: command.item,
            settled: outcome.ok
              ? { status: "fulfilled", value: outcome.value }
              : { status: "rejected", reason: outcome.error },
          })
          break
        }
        case "collect":
          collects.push(command)
          break
        case "complete":
        case "fail":
        case "cancelled":
          end = command
          if (frame.activations.size > 0) throw new Error("something is at work after the end")
          break
        default:
      }
    }
    for (let due = collects.shift(); due !== undefined; due = collects.shift()) {
      const settled: unknown[] = []
      for (const each of rows.get(due.group) ?? []) settled[each.at] = each.settled
      move({ wait: due.wait, outcome: { ok: true, value: settled } })
    }
  }

  const move = ({ wait, outcome }: { wait: WaitId; outcome: Outcome }): void => {
    const moved = kept.move((frame) => advance(scriptedProgram, frame, { wait, outcome, now: 1 }))
    if (moved !== undefined) take(moved)
  }

  const must = (moved: Advanced | undefined, what: string): void => {
    if (moved === undefined) throw new Error(`${what} moved nothing`)
    take(moved)
  }

  take(kept.begin())
  return {
    running: () => [...steps.values()],
    asked: () => {
      const all = asked
      asked = []
      return all
    },
    step: (name, outcome = { ok: true, value: name }) => {
      const wait = [...steps].find(([, running]) => running === name)?.[0]
      if (wait === undefined) throw new Error(`${name} does not run`)
      steps.delete(wait)
      move({ wait, outcome })
    },
    expire: (wait) => {
      deadlines.delete(wait)
      // Of a group that was cut, nothing comes of it.
      const moved = kept.move((frame) => expire(scriptedProgram, frame, { wait, now: 1 }))
      if (moved !== undefined) take(moved)
    },
    force: (wait) => {
      cleanUps.delete(wait)
      must(
        kept.move((frame) => forceOut(scriptedProgram, frame, { wait, now: 1 })),
        `force out ${wait}`,
      )
    },
    cancel: (reason) =>
      must(
        kept.move((frame) => cancel(scriptedProgram, frame, { reason, now: 1 })),
        "cancel",
      ),
    wake: () => {
      const [wait] = sleeps
      if (wait === undefined) return false
      sleeps.delete(wait)
      move({ wait, outcome: { ok: true, value: undefined } })
      return true
    },
    sleeps: () => sleeps.size,
    deadlines: () => [...deadlines],
    cleanUps: () => [...cleanUps],
    end: () => end,
    frame: kept.frame,
    strands: () => strands,
  }
}

type Compute = (frame: Frame) => Advanced | undefined

interface Kept {
  readonly begin: () => Advanced
  readonly move: (compute: Compute) => Advanced | undefined
  readonly frame: () => Frame
}

const keep = (mode: Mode, script: Script): Kept => {
  let base = ""
  let deltas: string[] = []
  let frame: Frame = { seq: 0, activations: new Map(), waits: new Map() }
  const rebase = (): void => {
    base = encodeBase(frame, "run").text
    deltas = []
  }
  return {
    frame: () => frame,
    begin: () => {
      const moved = begin(scriptedProgram, script, { now: 0 })
      frame = moved.frame
      rebase()
      return moved
    },
    move: (compute) => {
      if (mode === "memory") return compute(frame)
      const restored = restoreFrame("run", base, deltas)
      const moved = compute(restored.frame)
      if (moved === undefined) return undefined
      if (mode === "duplicate") {
        const other = compute(restoreFrame("run", base, deltas).frame)
        if (textOf(other) !== textOf(moved)) throw new Error(`${textOf(other)}\nis not\n${textOf(moved)}`)
        frame = moved.frame
        rebase()
        return moved
      }
      if (deltas.length < 5) deltas.push(encodeDelta(restored.log, moved.frame, moved.writes))
      else {
        frame = moved.frame
        rebase()
      }
      const [one, other] = [moved.frame, restoreFrame("run", base, deltas).frame].map(inOrder)
      if (one !== other) throw new Error(`stored\n${other}\nis not\n${one}`)
      frame = moved.frame
      return moved
    },
  }
}

/** The order of activations, of waits and of locals means nothing. */
const inOrder = ({ seq, activations, waits, cancelled }: Frame): string => {
  const byName = <Value>(entries: Iterable<[string, Value]>): [string, Value][] =>
    [...entries].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const sorted: Frame = {
    seq,
    activations: new Map(
      [...activations]
        .toSorted(([one], [other]) => one - other)
        .map(([number, activation]) => [
          number,
          { ...activation, locals: Object.fromEntries(byName(Object.entries(activation.locals))) },
        ]),
    ),
    waits: new Map(byName(waits)),
    ...(cancelled !== undefined && { cancelled }),
  }
  return encodeBase(sorted, "run").text
}

const textOf = (moved: Advanced | undefined): string =>
  moved === undefined ? "" : JSON.stringify([moved.commands.map(shown), encodeBase(moved.frame, "run").text])

const shown = (command: Command): string => {
  switch (command.kind) {
    case "start-step":
      return `start ${String(command.input)}`
    case "complete":
      return `complete ${JSON.stringify(command.output)}`
    case "fail":
    case "cancelled":
      return `${command.kind}: ${String(command.error)}`
    case "strand-ended":
      return `${command.status} ${nameOf(command.wait)}`
    case "strand-begun":
      return `begun ${nameOf(command.wait)}`
    case "abandon":
    case "set-deadline":
    case "set-cleanup":
      return `${command.kind} ${nameOf(command.wait)}`
    default:
      return command.kind
  }
}

/** Without the numbers. */
const nameOf = (wait: WaitId): string => wait.replaceAll(/#\d+/g, "")
