import type { Schema } from "../schema/schema.ts"

/** A call of `waitForEvent`, as whoever answers it sees it. */
export interface EventCall {
  readonly name: string
  readonly schema?: Schema
  readonly where?: (event: unknown) => boolean
  /** Only what is accepted after this call counts. */
  readonly fresh?: true
  /** In ms. */
  readonly timeout?: number
  /** What the call answers when the time is over; absent: it throws `EventTimedOut`. */
  readonly onTimeout?: { readonly value: unknown }
}
