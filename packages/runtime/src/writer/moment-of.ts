import type { Store } from "@statewright/store"
import type { Reader } from "../boundary/reader.ts"
import type { Gate } from "../limit/gate.ts"
import type { Moment } from "./move-run.ts"

/** What a moment is made of. */
export interface Timing {
  readonly store: Store
  readonly gate: Gate
  readonly token: () => string
  readonly seed: () => string
  readonly read: Reader
}

/** The moment of one transition. */
export const momentOf = ({ store, gate, token, seed, read }: Timing, now: number): Moment => ({
  now,
  token,
  seed: seed(),
  read,
  asking: ({ id, program }, priority) => ({
    gate,
    runId: id,
    program,
    priority: async () => priority ?? (await store.admission(id))?.priority ?? 0,
    now,
  }),
})
