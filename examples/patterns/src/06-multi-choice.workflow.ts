import { workflow } from "statewright"
import { z } from "zod"
import { charge, pack, tell } from "./shop.ts"

const Order = z.object({ item: z.string(), wrapped: z.boolean(), paid: z.boolean() })

/** Of several branches any number is taken: none, one or all. */
export const multiChoice = workflow("multiChoice", { input: Order, output: z.array(z.string()) }, async (order) => {
  const chosen: Promise<string>[] = []
  if (order.wrapped) chosen.push(pack(order.item))
  if (!order.paid) chosen.push(charge(1200))
  chosen.push(tell(`thank you for ${order.item}`))
  return await Promise.all(chosen)
})
