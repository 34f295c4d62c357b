import { beginDelta, writeGrown, writeRewritten } from "@statewright/model"
import type { Activation, Frame, HeapWriter, Writes } from "@statewright/model"
import { sealDelta } from "./envelope.ts"
import { writtenActivation } from "./frame-log.ts"
import type { FrameLog, WrittenActivation } from "./frame-log.ts"
import { writeActivation, writeCancelled, writeLocal, writeWait, writeWaiting } from "./write-parts.ts"

/**
 * What changed in a frame since the log's last text, as far as `writes` says that it may have: the locals of activations
 * and the waits are compared with what was written.
 *
 * The body is `[seq, changed objects, ended activations, changes of activations, begun ones, changed waits, why it was cancelled]`.
 *
 * @example
 * const text = encodeDelta(log, moved.frame, moved.writes)
 */
export const encodeDelta = (log: FrameLog, frame: Frame, writes: Writes): string => {
  const changed = writeChanged(log.heap, writes)
  const { ended, changes, begun } = writeActivations(log, frame, writes)
  const waits = writeWaits(log, frame, writes)
  const body = `[${frame.seq},${list(changed)},${list(ended)},${list(changes)},${list(begun)},${list(waits)}${writeCancelled(frame)}]`
  const { text, checksum } = sealDelta(body, log.checksum)
  log.checksum = checksum
  log.deltaBytes += Buffer.byteLength(text)
  return text
}

/** The objects inside of which something changed; those that only grew come last, and may be written already. */
const writeChanged = (heap: HeapWriter, { grown, mutated }: Writes): string[] => {
  beginDelta(heap)
  const texts: string[] = []
  for (const [object, name] of mutated) {
    if (!heap.written.has(object)) texts.push(...writeRewritten(heap, object, name))
  }
  for (const [object, name] of grown) {
    // One that was never stored is written whole where it is first held.
    if (heap.numbers.has(object) && !heap.written.has(object)) texts.push(writeGrown(heap, object, name))
  }
  return texts
}

const list = (texts: readonly string[]): string => `[${texts.join(",")}]`

interface ActivationTexts {
  readonly ended: string[]
  readonly changes: string[]
  readonly begun: string[]
}

/** Those that changed come before those that were begun, as they are read; these in the order in which the frame has them. */
const writeActivations = ({ heap, activations: log }: FrameLog, { activations }: Frame, writes: Writes) => {
  const texts: ActivationTexts = { ended: [], changes: [], begun: [] }
  const begun: Activation[] = []
  for (const number of writes.activations) {
    const written = log.get(number)
    const activation = activations.get(number)
    if (activation === undefined) {
      if (log.delete(number)) texts.ended.push(String(number))
    } else if (written === undefined) begun.push(activation)
    else {
      const change = writeChange(heap, written)
      if (change === undefined) continue
      texts.changes.push(`[${number},${change}]`)
      log.set(number, writtenActivation(activation))
    }
  }
  for (const activation of begun) {
    texts.begun.push(writeActivation(heap, activation))
    log.set(activation.number, writtenActivation(activation))
  }
  return texts
}

/** `state, waiting, dropped locals, name, value, ...`, with 0 for a state or waiting that stays as it was. */
const writeChange = (heap: HeapWriter, written: WrittenActivation): string | undefined => {
  const { activation } = written
  const { state, waiting, locals } = activation
  const dropped = [...written.locals.keys()].filter((name) => !Object.hasOwn(locals, name))
  const bound = writeBindings(heap, activation, written)
  const isSame = state === written.state && waiting === written.waiting
  if (isSame && dropped.length === 0 && bound.length === 0) return undefined
  const parts = [
    state === written.state ? "0" : JSON.stringify(state),
    waiting === written.waiting ? "0" : writeWaiting(waiting),
    JSON.stringify(dropped),
    ...bound,
  ]
  return parts.join(",")
}

const writeBindings = (heap: HeapWriter, { locals }: Activation, written: WrittenActivation): string[] => {
  const bound: string[] = []
  for (const [name, value] of Object.entries(locals)) {
    if (written.locals.has(name) && Object.is(written.locals.get(name), value)) continue
    bound.push(writeLocal(heap, name, value))
  }
  return bound
}

/** Entries that are new or have another outcome, as in a base; `id, null` for one that is gone. */
const writeWaits = ({ heap, waits }: FrameLog, frame: Frame, writes: Writes): string[] => {
  const changes: string[] = []
  for (const id of writes.waits) {
    const outcome = frame.waits.get(id)
    if (!frame.waits.has(id)) {
      if (!waits.delete(id)) continue
      changes.push(`${JSON.stringify(id)},null`)
    } else if (!waits.has(id) || waits.get(id) !== outcome) {
      changes.push(writeWait(heap, id, outcome))
      waits.set(id, outcome)
    }
  }
  return changes
}
