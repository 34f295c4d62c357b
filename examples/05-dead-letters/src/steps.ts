import { failure, step } from "statewright"
import { z } from "zod"
import { carrier } from "./carrier.ts"

/** What a customer ordered. */
export const Order = z.object({ id: z.string(), city: z.string() })

/** The carrier does not go there; to ask again helps nobody. */
export class UnknownAddress extends failure("UnknownAddress", z.object({ city: z.string() })) {}

/** Takes the money, which must not happen twice. */
export const charge = step("charge", {
  input: Order,
  output: z.string(),
  run: async ({ id }, { idempotencyKey }) => {
    console.log(`  charge   order ${id} (${idempotencyKey})`)
    return `receipt-${id}`
  },
})

/** Has the carrier print a label. */
export const ship = step("ship", {
  input: Order,
  output: z.string(),
  errors: [UnknownAddress],
  run: async ({ id, city }) => {
    if (!carrier.known.has(city)) throw new UnknownAddress({ city })
    carrier.printed.push(id)
    return `label-${id}`
  },
})

/** Tells the customer. Nobody does anything about a mail that was not sent, so it leaves no dead letter. */
export const notify = step("notify", {
  input: z.string(),
  deadLetter: false,
  run: async (label) => {
    console.log(`  mail     ${label} is on its way`)
  },
})
