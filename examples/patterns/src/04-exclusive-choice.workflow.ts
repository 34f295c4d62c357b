import { workflow } from "statewright"
import { z } from "zod"
import { pack, reserve, ship, tell } from "./shop.ts"

const Order = z.object({ item: z.string(), from: z.enum(["stock", "shelf", "supplier"]) })

/** One of several branches is taken. */
export const exclusiveChoice = workflow("exclusiveChoice", { input: Order, output: z.string() }, async (order) => {
  switch (order.from) {
    case "stock":
      return await ship(order.item)
    case "shelf":
      return await pack(order.item)
    case "supplier":
      await reserve(order.item)
      return await tell(`${order.item} will come later`)
  }
})
