import { readTree } from "@statewright/model"
import type { Activation, Frame, ObjectTable, Outcome, Waiting } from "@statewright/model"
import { SnapshotDamaged } from "./snapshot-damaged.ts"

/** The elements of an array. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : malformed())

/** A whole number from 0. */
export const count = (value: unknown): number =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : malformed()

/** A string. */
export const word = (value: unknown): string => (typeof value === "string" ? value : malformed())

/** For a body that has its checksum and yet is not what is written today. */
export const malformed = (): never => {
  throw new SnapshotDamaged("its parts are not in their places")
}

/** A whole activation. */
export const readActivation = (table: ObjectTable, value: unknown): Activation => {
  const [number, procedure, settles, outer, strand, state, waiting, ...locals] = inPresentLayout(list(value))
  const activation: Activation = {
    number: count(number),
    procedure: word(procedure),
    ...(settles === 0 ? {} : { settles: word(settles) }),
    ...(outer === -1 ? {} : { outer: count(outer) }),
    ...(strand === -1 ? {} : { strand: count(strand) }),
    state: word(state),
    locals: {},
  }
  bindWaiting(activation, waiting)
  bindLocals(table, activation, locals)
  return activation
}

/**
 * At first, activations were a stack without numbers; of those, only the body of a workflow can be told what it settles.
 * Then they had no strand.
 */
const inPresentLayout = (parts: readonly unknown[]): readonly unknown[] => {
  const [first, ...others] = parts
  if (typeof first === "string") return first === "main" ? [0, first, 0, -1, -1, ...others] : malformed()
  return typeof parts[4] === "string" ? [...parts.slice(0, 4), -1, ...parts.slice(4)] : parts
}

/** Gives an activation the locals of `name, value, ...`. */
export const bindLocals = (table: ObjectTable, { locals }: Activation, bindings: readonly unknown[]): void => {
  if (bindings.length % 2 !== 0) return malformed()
  for (let at = 0; at < bindings.length; at += 2) {
    const value = readTree(table, bindings[at + 1])
    // Defined and not assigned: a local may be called `__proto__`.
    Object.defineProperty(locals, word(bindings[at]), { value, writable: true, enumerable: true, configurable: true })
  }
}

/** Gives an activation what it rests for. */
export const bindWaiting = (activation: Activation, waiting: unknown): void => {
  if (waiting === null) delete activation.waiting
  else if (typeof waiting === "object") activation.waiting = waiting as Waiting // under a checksum: it is what was written
  else malformed()
}

/** Says why a frame was cancelled, if it was. */
export const bindCancelled = (frame: Frame, cancelled: unknown): void => {
  if (cancelled === undefined) return
  if (typeof cancelled !== "object" || cancelled === null) return malformed()
  frame.cancelled = cancelled // under a checksum: it is what was written
}

/** Applies `id, outcome, ...` to the waits of a frame. */
export const readWaits = (table: ObjectTable, { waits }: Frame, entries: readonly unknown[]): void => {
  if (entries.length % 2 !== 0) return malformed()
  for (let at = 0; at < entries.length; at += 2) {
    const id = word(entries[at])
    const entry = entries[at + 1]
    if (entry === null) waits.delete(id)
    else waits.set(id, entry === 0 ? undefined : readOutcome(table, list(entry)))
  }
}

const readOutcome = (table: ObjectTable, [ok, tree]: readonly unknown[]): Outcome =>
  ok === 1 ? { ok: true, value: readTree(table, tree) } : { ok: false, error: readTree(table, tree) }
