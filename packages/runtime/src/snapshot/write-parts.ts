import { writeAssigned } from "@statewright/model"
import type { Activation, Frame, HeapWriter, Outcome, WaitId, Waiting } from "@statewright/model"

/** A whole activation: `[number, procedure, settles, outer, strand, state, waiting, name, value, ...]`, 0 and -1 for what it has not. */
export const writeActivation = (heap: HeapWriter, activation: Activation): string => {
  const { number, procedure, settles = 0, outer = -1, strand = -1, state, waiting, locals } = activation
  const parts = [JSON.stringify([number, procedure, settles, outer, strand, state]).slice(1, -1), writeWaiting(waiting)]
  for (const [name, value] of Object.entries(locals)) parts.push(writeLocal(heap, name, value))
  return `[${parts.join(",")}]`
}

/** A local: `name, value`. */
export const writeLocal = (heap: HeapWriter, name: string, value: unknown): string =>
  `${JSON.stringify(name)},${writeAssigned(heap, value, name)}`

/** What an activation rests for is plain data. */
export const writeWaiting = (waiting: Waiting | undefined): string => JSON.stringify(waiting ?? null)

/** Stands at the end of a body only where the run was cancelled. */
export const writeCancelled = ({ cancelled }: Frame): string =>
  cancelled === undefined ? "" : `,${JSON.stringify(cancelled)}`

/** An entry of `waits`: `id, 0` while it is open, then `id, [1, value]` or `id, [0, error]`. */
export const writeWait = (heap: HeapWriter, id: WaitId, outcome: Outcome | undefined): string => {
  const name = JSON.stringify(id)
  if (outcome === undefined) return `${name},0`
  const tree = writeAssigned(heap, outcome.ok ? outcome.value : outcome.error, `the outcome of ${id}`)
  return `${name},[${outcome.ok ? 1 : 0},${tree}]`
}
