import { step } from "statewright"
import { z } from "zod"

/** What a supplier is asked for. */
const Asked = z.object({ supplier: z.url(), sku: z.string() })

/** What it answers. */
const Price = z.object({ cents: z.int().positive(), inStock: z.boolean() })

/** Asks a supplier, who is slow and wants to be asked rarely. */
export const lookUpPrice = step("lookUpPrice", {
  input: Asked,
  output: Price,
  cache: {
    // Fresh for ten minutes; for an hour more it is given at once, and renewed behind that.
    ttl: "10 minutes",
    staleWhileRevalidate: "1 hour",
    key: ({ sku }) => sku,
    // All workflows of a shop share it. No shop sees the prices of another, whatever the scope: they are its tenants.
    scope: "tenant",
    // What is sold out may be there again at any moment.
    when: (_, { inStock }) => inStock,
    tags: ({ sku }) => ["prices", `sku:${sku}`],
  },
  run: async ({ supplier, sku }, { signal }) => {
    const answer = await fetch(`${supplier}/prices/${sku}`, { signal })
    return Price.parse(await answer.json())
  },
})
