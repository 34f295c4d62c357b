import { workflow } from "statewright"
import { z } from "zod"
import { charge, notify, Order, ship, UnknownAddress } from "./steps.ts"

/** Charges and ships an order. If it cannot be shipped, the run fails, and a dead letter says so. */
export const fulfil = workflow(
  "fulfil",
  { input: Order, output: z.object({ receipt: z.string(), label: z.string() }), errors: [UnknownAddress] },
  async (order) => {
    const receipt = await charge(order)
    const label = await ship(order)
    await notify(label)
    return { receipt, label }
  },
)
