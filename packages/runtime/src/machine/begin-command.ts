import { type Activation, type JoinWaiting, Pending, type Waiting, type WaitId } from "@statewright/model"
import type { ChainCommand, GatherCommand, JoinCommand, PartCommand, SegmentCommand } from "./command.ts"
import { beginGroup } from "./begin-group.ts"
import { beginHandle } from "./begin-handle.ts"
import { runIn } from "./begin-run.ts"
import { heldCallbacks } from "./callbacks.ts"
import { askedUse } from "./asked-use.ts"
import { openEventWait, siteOf } from "./event.ts"
import { ForeignPromise } from "./foreign-promise.ts"
import { inputOf } from "./input-of.ts"
import type { Move } from "./move.ts"
import { openWait } from "./open-wait.ts"

/** Opens a wait under `id` and sets in motion what settles it. */
export const beginCommand = (move: Move, id: string, command: SegmentCommand): WaitId => {
  switch (command.kind) {
    case "start": {
      const { wait } = openWait(move, id)
      const { step } = command
      const input = inputOf(move, command)
      const { within } = move
      move.commands.push({ kind: "start-step", wait, step, input, ...(within !== undefined && { within }) })
      return wait
    }
    case "sleep": {
      const { wait } = openWait(move, id)
      move.commands.push({ kind: "set-timer", wait, dueAt: move.now + command.millis })
      return wait
    }
    case "event": {
      const { wait } = openWait(move, id)
      move.commands.push(openEventWait(move, wait, command))
      return wait
    }
    case "call": {
      const opened = openWait(move, id)
      const { strand } = move
      move.calls.push({ call: command, ...opened, strand })
      return opened.wait
    }
    case "join":
      return openJoin(move, id, joinWaiting(move, id, command))
    case "gather":
      return openJoin(move, id, gatherWaiting(move, id, command))
    case "awaited":
      return waitOf(move, id, command.value)
    case "chain":
      return openChain(move, id, command)
    case "group":
      return beginGroup(move, id, command)
    case "run": {
      const opened = openWait(move, id)
      runIn(move, opened, command)
      return opened.wait
    }
    case "handle":
      return beginHandle(move, id, command).wait
    case "use": {
      const { wait } = openWait(move, id)
      move.calls.push({ ...askedUse(move, command), wait })
      return wait
    }
    case "many":
      throw new Error(`invariant: ${id} would wait for several promises as if they were one`)
  }
}

/** Begins all parts of a join; a hole in the author's list is no promise, and so is kept. */
export const joinWaiting = (move: Move, id: string, { policy, parts }: JoinCommand): JoinWaiting => ({
  kind: "join",
  policy,
  ids: parts.map((part) =>
    part === undefined ? waitOf(move, id, part) : beginCommand(move, partId(move, id, part), part),
  ),
})

/** What a join of promises waits for. */
export const gatherWaiting = (move: Move, id: string, { policy, values }: GatherCommand): JoinWaiting => {
  const ids = values.map((value) => waitOf(move, id, value))
  return { kind: "join", policy, ids, since: (move.frame.seq += 1) }
}

/** The wait that a promise stands for; of any other value, one that is settled already. */
export const waitOf = (move: Pick<Move, "frame" | "writes" | "workflow">, id: string, value: unknown): WaitId => {
  if (value instanceof Pending) {
    if (!move.frame.waits.has(value.wait)) throw new Error(`invariant: the outcome of ${value.wait} was forgotten`)
    return value.wait
  }
  if (isThenable(value)) throw new ForeignPromise(move.workflow, id)
  const { wait } = openWait(move, id)
  move.frame.waits.set(wait, { ok: true, value })
  return wait
}

/** A join that nobody awaits yet is an activation without code. */
const openJoin = (move: Move, id: string, waiting: JoinWaiting): WaitId =>
  openCodeless(move, id, { waiting, locals: {} })

/** `promise.then(...)` is one that holds its callbacks. */
const openChain = (move: Move, id: string, { of, callbacks }: ChainCommand): WaitId => {
  const waiting = chainWaiting(move, id, { of })
  const { outer, locals } = heldCallbacks(move, callbacks)
  return openCodeless(move, `${id}/${Object.keys(callbacks).join("_") || "then"}`, { waiting, outer, locals })
}

/** Begins what a chain follows; what it waits for then. */
export const chainWaiting = (move: Move, id: string, { of }: Pick<ChainCommand, "of">): Waiting => {
  const on = beginCommand(move, id, of)
  return { kind: "one", id: on, ...(of.kind === "awaited" && { since: (move.frame.seq += 1) }) }
}

interface Codeless {
  readonly waiting: Waiting
  readonly outer?: number | undefined
  readonly locals: Record<string, unknown>
}

const openCodeless = (move: Move, id: string, { waiting, outer, locals }: Codeless): WaitId => {
  const { wait, number } = openWait(move, id)
  const { frame, writes, strand } = move
  const join: Activation = {
    number,
    procedure: "",
    settles: wait,
    ...(outer !== undefined && { outer }),
    ...(strand !== undefined && { strand }),
    state: "",
    locals,
  }
  frame.activations.set(number, join)
  writes.activations.add(number)
  move.calls.push({ join, waiting })
  return wait
}

const partId = (move: Move, id: string, part: PartCommand): string => {
  switch (part.kind) {
    case "start":
      return `${id}/${part.step}`
    case "sleep":
      return `${id}/sleep`
    case "event":
      return `${id}/${siteOf(move, part.site).name}`
    case "call":
      return `${id}/${part.procedure}`
    case "join":
      return `${id}/${part.policy}`
    case "chain":
      return part.of.kind === "awaited" ? id : partId(move, id, part.of)
    case "group":
      return `${id}/${part.spec.word}`
    case "run":
      return `${id}/${part.workflow ?? part.entry?.procedure ?? "run"}`
  }
}

const isThenable = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function"
