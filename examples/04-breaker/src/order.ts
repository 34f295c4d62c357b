import { z } from "zod"

/** What a customer orders. */
export const Order = z.object({ id: z.string(), cents: z.int().positive() })
export type Order = z.infer<typeof Order>

/** How an order was settled. */
export const Settled = z.object({ by: z.enum(["card", "invoice"]), number: z.string() })
