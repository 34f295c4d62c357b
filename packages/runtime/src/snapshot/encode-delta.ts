import { beginDelta, writeGrown, writeRewritten } from "@statewright/model"
import type { Activation, Frame, HeapWriter, Writes } from "@statewright/model"
import { seal } from "./envelope.ts"
import { writtenActivation } from "./frame-log.ts"
import type { FrameLog, WrittenActivation } from "./frame-log.ts"
import { writeActivation, writeLocal, writeWait, writeWaiting } from "./write-parts.ts"

/**
 * What changed in a frame since the log's last text. Locals, stack and waits are compared with what was written; what
 * changed inside of objects must be named by `writes`.
 *
 * The body is `[seq, changed objects, kept activations, changes of these, pushed ones, changed waits]`.
 *
 * @example
 * const text = encodeDelta(log, moved.frame, moved.writes)
 */
export const encodeDelta = (log: FrameLog, frame: Frame, writes: Writes): string => {
  const changed = writeChanged(log.heap, writes)
  const kept = keptActivations(log, frame)
  const changes = writeChanges(log, kept)
  const pushed = frame.stack.slice(kept).map((activation) => writeActivation(log.heap, activation))
  log.stack.splice(kept, Infinity, ...frame.stack.slice(kept).map(writtenActivation))
  const waits = writeWaits(log, frame)
  const body = `[${frame.seq},${list(changed)},${kept},${list(changes)},${list(pushed)},${list(waits)}]`
  const { text, checksum } = seal("delta", body, log.checksum)
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

/** How many activations at the bottom of the stack are those of the last text. */
const keptActivations = (log: FrameLog, { stack }: Frame): number => {
  let kept = 0
  while (kept < stack.length && log.stack[kept]?.activation === stack[kept]) kept++
  return kept
}

const writeChanges = (log: FrameLog, kept: number): string[] => {
  const changes: string[] = []
  for (let index = 0; index < kept; index++) {
    const written = log.stack[index]
    if (written === undefined) continue
    const change = writeChange(log.heap, written)
    if (change === undefined) continue
    changes.push(`[${index},${change}]`)
    log.stack[index] = writtenActivation(written.activation)
  }
  return changes
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
const writeWaits = ({ heap, waits }: FrameLog, frame: Frame): string[] => {
  const changes: string[] = []
  for (const id of waits.keys()) {
    if (frame.waits.has(id)) continue
    changes.push(`${JSON.stringify(id)},null`)
    waits.delete(id)
  }
  for (const [id, outcome] of frame.waits) {
    if (waits.has(id) && waits.get(id) === outcome) continue
    changes.push(writeWait(heap, id, outcome))
    waits.set(id, outcome)
  }
  return changes
}
