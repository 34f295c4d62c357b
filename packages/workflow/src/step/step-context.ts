/** What a step's code is told beside its input. */
export interface StepContext {
  /** Aborted when the attempt timed out or nobody wants its result any more. */
  readonly signal: AbortSignal
  /** The same in every attempt of one call, and of no other call: pass it to services that know such keys. */
  readonly idempotencyKey: string
  /** Counts from 1. */
  readonly attempt: number
  readonly runId: string
}
