import type { Outcome, Settled } from "@statewright/model"
import { Cancelled } from "../cancelled/cancelled.ts"

/** How a member ended, in a word. */
export type Ended = "ok" | "failed" | "cancelled"

/** What the outcome of a member is in its group: a cancellation is no failure. */
export const endedAs = (outcome: Outcome): Ended => {
  if (outcome.ok) return "ok"
  return outcome.error instanceof Cancelled ? "cancelled" : "failed"
}

/** The outcome of a member as a settled group answers it. */
export const settledOf = (outcome: Outcome): Settled => {
  if (outcome.ok) return { status: "fulfilled", value: outcome.value }
  const { error } = outcome
  if (!(error instanceof Cancelled)) return { status: "rejected", reason: error }
  return error.reason === undefined ? { status: "cancelled" } : { status: "cancelled", reason: error.reason }
}
