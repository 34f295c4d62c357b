/** What a process that wants to lead tells the store. */
export interface LeadRequest {
  /** Epoch milliseconds, for the record. */
  readonly at: number
  /** A clock of this process that never jumps, in milliseconds (`performance.now()`). */
  readonly tick: number
  /** A leader whose beat stood still for so long on that clock is frozen. Default 30,000. */
  readonly takeOverAfter?: number
}

/** Whether this store leads now. Ask again from time to time to stand by. */
export type LeadAnswer =
  | { readonly status: "leader"; readonly lease: Lease }
  | { readonly status: "held"; readonly by: Leader }

/** Who leads. */
export interface Leader {
  readonly epoch: number
  readonly pid: number
  readonly since: number
}

/** The right to commit, until another process takes over. */
export interface Lease {
  readonly epoch: number
  /** How the one before ended: after a `crash`, what was at work may be what ended it. */
  readonly after: "orderly" | "crash"
  /** Shows that this leader is alive; about every 10 s. Fails with `StaleEpoch` once another one leads. */
  beat(at: number): Promise<void>
  release(): Promise<void>
}
