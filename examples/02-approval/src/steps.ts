import { step } from "statewright"
import { z } from "zod"
import { Order } from "./order.ts"

/** Tells those who may approve. A real one would send a mail, with the `idempotencyKey` as its message id. */
export const askForApproval = step("askForApproval", {
  input: Order,
  run: async ({ id, cents }, { idempotencyKey }) => {
    console.log(`  mail     Please approve order ${id} over ${(cents / 100).toFixed(2)} (${idempotencyKey})`)
  },
})

/** Takes the money. */
export const charge = step("charge", {
  input: Order,
  output: z.string(),
  run: async ({ id }, { idempotencyKey }) => {
    console.log(`  charge   Order ${id} (${idempotencyKey})`)
    return `receipt-${id}`
  },
})
