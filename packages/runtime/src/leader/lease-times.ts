import * as Context from "effect/Context"

/** By when a leader that shows no sign of life is taken for frozen, in ms. */
export interface LeaseMillis {
  /** How often a leader shows that it is alive. */
  readonly beatEvery: number
  /** Whose last sign of life is so old loses the lead, by the steady clock of who stands by. */
  readonly takeOverAfter: number
}

/** The lease in use; a test that freezes processes makes it short. */
export const LeaseTimes = Context.Reference<LeaseMillis>("@statewright/runtime/LeaseTimes", {
  defaultValue: () => ({ beatEvery: 10_000, takeOverAfter: 30_000 }),
})
