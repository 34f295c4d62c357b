import type { Store } from "@statewright/store"
import type { Reader } from "../boundary/reader.ts"
import type { Gate } from "../limit/gate.ts"
import { tooDeepOrCycle } from "../link/nesting.ts"
import type { Locks } from "../lock/locks.ts"
import { originOf } from "../link/origin.ts"
import type { Policies } from "../policy/order.ts"
import { sameStart } from "../engine/start-run.ts"
import type { Moment } from "./moment.ts"

/** What a moment is made of. */
export interface Timing {
  readonly store: Store
  readonly gate: Gate
  readonly token: () => string
  readonly seed: () => string
  readonly read: Reader
  readonly locks: Pick<Locks, "has" | "asksOf">
  /** Ids of runs that were to begin and that are taken. */
  readonly taken: ReadonlySet<string>
  readonly policies: Policies
  /** So many runs may stand above a sub-workflow that says nothing of it. */
  readonly maxDepth: number
}

/** The moment of one transition. */
export const momentOf = (
  { store, gate, token, seed, read, taken, maxDepth, locks, policies }: Timing,
  now: number,
): Moment => ({
  now,
  token,
  seed: seed(),
  lastAccepted: () => store.lastAccepted(),
  read,
  locks,
  policies,
  originOf: (run) => originOf(store, run),
  nesting: (start) => tooDeepOrCycle(store, start, maxDepth),
  isThere: async ({ runId, name = "", payload = "" }, tenant) =>
    taken.has(runId) && (await sameStart(store, runId, { name, text: payload, tenant })),
  asking: ({ id, program }, priority) => ({
    gate,
    breakers: policies.breakers,
    runId: id,
    program,
    priority: async () => priority ?? (await store.admission(id))?.priority ?? 0,
    now,
  }),
})
