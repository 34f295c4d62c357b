import { heapWriterOf, isStatewrightError, readTree } from "@statewright/model"
import type { Frame, ObjectTable } from "@statewright/model"
import { unsealBase, unsealDelta } from "./envelope.ts"
import { writtenFrame } from "./frame-log.ts"
import type { FrameLog } from "./frame-log.ts"
import {
  bindCancelled,
  bindLocals,
  bindWaiting,
  count,
  list,
  malformed,
  readActivation,
  readWaits,
  word,
} from "./read-parts.ts"
import { SnapshotDamaged } from "./snapshot-damaged.ts"

/**
 * The frame of a run that a base and its deltas, in order, stand for, and the log that goes on from them. Throws
 * `SnapshotDamaged` or `SnapshotTooNew`, and then gives nothing.
 *
 * @example
 * const { frame, log } = restoreFrame(runId, row.snapshot, row.deltas)
 */
export const restoreFrame = (
  owner: string,
  base: string,
  deltas: readonly string[],
): { readonly frame: Frame; readonly log: FrameLog } => {
  try {
    return restore(owner, base, deltas)
  } catch (error) {
    if (isStatewrightError(error) && error._tag !== "ValueDamaged") throw error
    throw new SnapshotDamaged("its content cannot be read", error)
  }
}

const restore = (
  owner: string,
  base: string,
  deltas: readonly string[],
): { readonly frame: Frame; readonly log: FrameLog } => {
  const table: ObjectTable = []
  const opened = unsealBase(base, owner)
  const frame = readBase(table, opened.body)
  let { checksum } = opened
  let deltaBytes = 0
  for (const text of deltas) {
    const delta = unsealDelta(text, checksum)
    applyDelta(table, frame, delta.body)
    checksum = delta.checksum
    deltaBytes += Buffer.byteLength(text)
  }
  const heap = heapWriterOf(table)
  return {
    frame,
    log: { heap, owner, ...writtenFrame(frame), checksum, baseBytes: Buffer.byteLength(base), deltaBytes },
  }
}

const readBase = (table: ObjectTable, body: unknown): Frame => {
  const [seq, activations, waits, cancelled] = list(body)
  const frame: Frame = { seq: count(seq), activations: new Map(), waits: new Map() }
  for (const activation of list(activations)) addActivation(table, frame, activation)
  readWaits(table, frame, list(waits))
  bindCancelled(frame, cancelled)
  return frame
}

/** In the order in which it was written: objects take their numbers as they come. */
const applyDelta = (table: ObjectTable, frame: Frame, body: unknown): void => {
  const [seq, touched, ended, changes, begun, waits, cancelled] = list(body)
  frame.seq = count(seq)
  for (const tree of list(touched)) readTree(table, tree)
  // At first there stood how many activations of the stack were left: the body is.
  for (const number of ended === 1 ? [] : list(ended)) frame.activations.delete(count(number))
  for (const change of list(changes)) applyChange(table, frame, list(change))
  for (const activation of list(begun)) addActivation(table, frame, activation)
  readWaits(table, frame, list(waits))
  bindCancelled(frame, cancelled)
}

const addActivation = (table: ObjectTable, { activations }: Frame, tree: unknown): void => {
  const activation = readActivation(table, tree)
  activations.set(activation.number, activation)
}

const applyChange = (table: ObjectTable, { activations }: Frame, change: readonly unknown[]): void => {
  const [number, state, waiting, dropped, ...bindings] = change
  const activation = activations.get(count(number)) ?? malformed()
  if (state !== 0) activation.state = word(state)
  if (waiting !== 0) bindWaiting(activation, waiting)
  for (const name of list(dropped)) delete activation.locals[word(name)]
  bindLocals(table, activation, bindings)
}
