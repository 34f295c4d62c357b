import { type BreakerPolicy, CircuitOpen, type StepDefinition } from "@statewright/workflow"
import type { Gate } from "../../limit/gate.ts"
import type { Permit } from "../../limit/permit.ts"
import type { Breakers } from "./breakers.ts"

/** The breaker of a step, unless the step goes by it. */
export const breakerOf = ({ breaker }: Pick<StepDefinition, "breaker">): BreakerPolicy | undefined =>
  breaker?.enabled === true ? breaker : undefined

/** What asks a breaker. */
export interface AskingBreaker {
  readonly gate: Pick<Gate, "alsoUndo">
  readonly breakers: Pick<Breakers, "enter">
  readonly now: number
}

/** A call that has what else it needs, and begins where its breaker lets it; else that is given back. */
export const behindBreaker = (
  { gate, breakers, now }: AskingBreaker,
  policy: BreakerPolicy | undefined,
  permit?: Permit,
): { readonly permit?: Permit; readonly problem?: Error } => {
  if (policy === undefined) return permit === undefined ? {} : { permit }
  const entered = breakers.enter(policy, now)
  if (entered instanceof CircuitOpen) {
    permit?.undo()
    return { problem: entered }
  }
  const undo = (): void => entered.release("ignored")
  gate.alsoUndo(undo)
  const circuit: Permit = { rates: [], release: (outcome = "ignored") => entered.release(outcome), undo }
  return { permit: permit === undefined ? circuit : together(permit, circuit) }
}

/** Two permits as one. */
export const together = (one: Permit, other: Permit): Permit => ({
  rates: [...one.rates, ...other.rates],
  release: (outcome) => {
    one.release(outcome)
    other.release(outcome)
  },
  undo: () => {
    one.undo()
    other.undo()
  },
})

/** A permit of a call that is turned away: once that is stored, it is given back as if it had not been granted. */
export const returned = ({ undo }: Permit): Permit => ({ rates: [], release: undo, undo })
