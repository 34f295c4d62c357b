import { workflow } from "statewright"
import { z } from "zod"
import { charge, pack, ship } from "./shop.ts"

const Order = z.object({ item: z.string(), wrapped: z.boolean(), paid: z.boolean() })

/** What comes next begins once all branches that were taken have ended. */
export const structuredSynchronizingMerge = workflow(
  "structuredSynchronizingMerge",
  { input: Order, output: z.array(z.string()) },
  async (order) => {
    const packing = order.wrapped ? pack(order.item) : undefined
    const charging = order.paid ? undefined : charge(1200)
    const parcel = (await packing) ?? order.item
    const receipt = (await charging) ?? "paid before"
    return [await ship(parcel), receipt]
  },
)
