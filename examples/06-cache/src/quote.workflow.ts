import { workflow } from "statewright"
import { z } from "zod"
import { lookUpPrice } from "./steps.ts"

/** What somebody wants to know the price of. */
export const Wish = z.object({ supplier: z.url(), sku: z.string(), count: z.int().positive() })

/** What it costs. */
export const Quote = z.object({ cents: z.int(), inStock: z.boolean() })

/** Says what so many of a thing cost; from ten on they are a tenth cheaper. */
export const quote = workflow("quote", { input: Wish, output: Quote }, async ({ supplier, sku, count }) => {
  const { cents, inStock } = await lookUpPrice({ supplier, sku })
  const full = cents * count
  return { cents: count >= 10 ? Math.round(full * 0.9) : full, inStock }
})
