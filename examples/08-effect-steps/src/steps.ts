import { Effect } from "effect"
import { effectStep } from "statewright/effect"
import { z } from "zod"
import { AccountClosed, Bank, BankBusy, Payment } from "./bank.ts"

/** Transfers money. What it may fail with is checked against `errors`, and what it needs comes from the engine's layer. */
export const transfer = effectStep("transfer", {
  input: Payment,
  output: z.string(),
  errors: [AccountClosed, BankBusy],
  retry: { strategy: "exponential", initialDelay: "50 milliseconds", maxAttempts: 4, on: ["BankBusy"] },
  timeout: "5 seconds",
  run: Effect.fn("transfer")(function* (payment, { idempotencyKey }) {
    const bank = yield* Bank
    return yield* bank.transfer(payment, idempotencyKey)
  }),
})
