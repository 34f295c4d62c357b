import { z } from "zod"

/** What a customer orders. */
export const Order = z.object({ id: z.string(), cents: z.int().positive() })

/** What became of an order. */
export const Handled = z.object({
  state: z.enum(["charged", "refused", "not answered"]),
  /** Who decided; absent where nobody had to. */
  by: z.string().optional(),
  receipt: z.string().optional(),
})

/** What somebody decides about an order: the payload of the event `approval`. */
export const Decision = z.object({ orderId: z.string(), by: z.string(), approved: z.boolean() })
