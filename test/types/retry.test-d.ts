import { type Effect, Schedule } from "effect"
import { failure, NonRetryable, step, workflow } from "statewright"
import { scheduled } from "statewright/effect"
import { createEngine } from "statewright/engine"
import { z } from "zod"
import { workflows } from "../acceptance/generated/index.ts"

class Busy extends failure("Busy", z.object({})) {}
const run = async (): Promise<number> => 1
const delays = { initialDelay: "1 second", maxDelay: "1 minute", maxAttempts: 3, jitter: "full" } as const

// Every strategy, with what it takes.
step("immediate", { retry: { strategy: "immediate", maxAttempts: 3 }, run })
step("fixed", { retry: { strategy: "fixed", ...delays }, run })
step("linear", { retry: { strategy: "linear", ...delays, increment: "5 seconds" }, run })
step("exponential", { retry: { strategy: "exponential", ...delays, multiplier: 3 }, run })
step("schedule", { retry: { strategy: scheduled(Schedule.recurs(3)) }, run })
step("typed", {
  errors: [Busy],
  retry: {
    strategy: "immediate",
    maxAttempts: 3,
    on: ["Busy", "CircuitOpen"],
    unless: ["StepTimedOut"],
    onStatus: [429, "5xx"],
  },
  run,
})
workflow("defaults", { retry: { strategy: "fixed", ...delays, on: ["StepTimedOut"] }, retryBudget: 10 }, run)
export const engine = () =>
  createEngine({ database: "app.db", workflows, retry: { strategy: "fixed", ...delays, onStatus: ["5xx"] } })
export const stolen = new NonRetryable("stolen", { cause: new Error("limit") })

// @ts-expect-error there is no delay where it is immediate
step("wrong", { retry: { strategy: "immediate", maxAttempts: 3, initialDelay: 1 }, run })
// @ts-expect-error a linear delay has no multiplier
step("wrong", { retry: { strategy: "linear", ...delays, multiplier: 2 }, run })
// @ts-expect-error a schedule brings its delays
step("wrong", { retry: { strategy: scheduled(Schedule.forever), initialDelay: 1 }, run })
// @ts-expect-error how often?
step("wrong", { retry: { strategy: "fixed", initialDelay: 1 }, run })
// @ts-expect-error a schedule must be made a strategy first
step("wrong", { retry: { strategy: Schedule.forever }, run })
// @ts-expect-error it needs a service that nobody gives it
step("wrong", { retry: { strategy: scheduled(Schedule.addDelay(Schedule.forever, () => needsMore)) }, run })
// @ts-expect-error there is no such family of statuses
step("wrong", { retry: { strategy: "immediate", maxAttempts: 3, onStatus: ["3xx"] }, run })
// @ts-expect-error there is no such strategy
step("wrong", { retry: { strategy: "hopeful", maxAttempts: 3 }, run })
// @ts-expect-error a default knows no step's errors
workflow("wrong", { errors: [Busy], retry: { strategy: "immediate", maxAttempts: 3, on: ["Busy"] } }, run)
// @ts-expect-error a budget is a number
workflow("wrong", { retryBudget: "10" }, run)
// @ts-expect-error what is wrong is said in words
export const silent = new NonRetryable()

declare const needsMore: Effect.Effect<number, never, { readonly missing: true }>
