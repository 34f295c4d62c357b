import { beginDelta, writeAssigned, writeGrown } from "@statewright/model"
import type { Activation, Frame, HeapWriter, LocalWrites } from "@statewright/model"
import { seal } from "./envelope.ts"
import { writtenActivation } from "./frame-log.ts"
import type { FrameLog, WrittenActivation } from "./frame-log.ts"
import { touchedObjects } from "./touched.ts"
import { writeActivation, writeLocal, writeWait, writeWaiting } from "./write-parts.ts"

/**
 * What changed in a frame since the log's last text. Bindings, stack and waits are compared with what was written;
 * objects that changed in place must be named by `writes`.
 *
 * The body is `[seq, changed objects, kept activations, changes of these, pushed ones, changed waits]`.
 *
 * @example
 * const text = encodeDelta(log, moved.frame, moved.writes)
 */
export const encodeDelta = (log: FrameLog, frame: Frame, writes: readonly LocalWrites[]): string => {
  const { heap } = log
  const { grown, mutated } = touchedObjects(log, frame, writes)
  beginDelta(heap, { rewriting: mutated.size > 0 })
  const touched: string[] = []
  for (const [object, name] of mutated) touched.push(writeAssigned(heap, object, name))
  for (const [object, name] of grown) touched.push(writeGrown(heap, object, name))
  const kept = keptActivations(log, frame)
  const changes = writeChanges(log, kept)
  const pushed = frame.stack.slice(kept).map((activation) => writeActivation(heap, activation))
  log.stack.length = kept
  for (const activation of frame.stack.slice(kept)) log.stack.push(writtenActivation(activation))
  const parts = [touched, changes, pushed, writeWaits(log, frame)].map((texts) => `[${texts.join(",")}]`)
  const body = `[${frame.seq},${parts[0]},${kept},${parts.slice(1).join(",")}]`
  const { text, checksum } = seal("delta", body, log.checksum)
  log.checksum = checksum
  log.deltaBytes += Buffer.byteLength(text)
  return text
}

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
