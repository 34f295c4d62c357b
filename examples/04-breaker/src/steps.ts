import { breaker, step } from "statewright"
import { z } from "zod"
import { Order } from "./order.ts"
import { provider } from "./provider.ts"

/** What one step finds out about the provider holds for both. */
const payments = breaker("payments", { failureThreshold: 3, openFor: "30 seconds" })

/** Takes the money. It fails at once while the provider is known to be down. */
export const charge = step("charge", {
  input: Order,
  output: z.string(),
  breaker: payments,
  run: async ({ id }) => provider.pay(id),
})

/** Takes the money some time later: it waits until the breaker lets it through, and none of its attempts is lost on that. */
export const chargeLater = step("chargeLater", {
  input: Order,
  output: z.string(),
  breaker: payments,
  idempotent: true,
  retry: { strategy: "fixed", initialDelay: "1 second", maxAttempts: 3, on: ["CircuitOpen"] },
  run: async ({ id }) => provider.pay(id),
})

/** Writes an invoice, for which nobody else is needed. */
export const invoice = step("invoice", {
  input: Order,
  output: z.string(),
  run: async ({ id }) => `invoice-${id}`,
})
