import { failure, parallel, sleep, step, workflow } from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

/** The shop has none of it left. */
export class SoldOut extends failure("SoldOut", z.object({ item: z.string() })) {}

/** It costs more than the customer wants to pay. */
export class TooExpensive extends failure("TooExpensive", z.object({ cents: z.number() })) {}

export const Order = z.object({ items: z.array(z.string()), budget: z.number().int(), patience: z.number().int() })

export const Delivery = z.object({
  parcel: z.string(),
  cents: z.number(),
  missing: z.array(z.string()),
  waited: z.number(),
  told: z.array(z.string()),
})

export const reserve = step("reserve", {
  input: z.object({ item: z.string() }),
  output: z.object({ place: z.string() }),
  errors: [SoldOut],
  retry: { strategy: "fixed", initialDelay: 1, maxAttempts: 3, unless: ["SoldOut"] },
  run: async ({ item }, context) => {
    await world.enter("reserve", context)
    if (item.startsWith("rare")) throw new SoldOut({ item })
    return { place: `shelf of ${item}` }
  },
})

export const quote = step("quote", {
  input: z.object({ places: z.array(z.string()), round: z.number() }),
  output: z.number(),
  run: async ({ places, round }, context) => {
    await world.enter("quote", context)
    return places.length * 100 - round * 10
  },
})

export const charge = step("charge", {
  input: z.object({ cents: z.number() }),
  output: z.string(),
  retry: { strategy: "exponential", initialDelay: 1, maxDelay: 4, maxAttempts: 5 },
  run: async ({ cents }, context) => {
    await world.enter("charge", context)
    if (context.attempt < 3) throw new RangeError(`The bank did not answer attempt ${context.attempt}.`)
    return `receipt for ${cents}`
  },
})

export const pack = step("pack", {
  input: z.object({ places: z.array(z.string()) }),
  output: z.string(),
  run: async ({ places }, context) => {
    await world.enter("pack", context)
    return `parcel of ${places.length}`
  },
})

export const tell = step("tell", {
  input: z.object({ whom: z.string(), what: z.string() }),
  output: z.string(),
  run: async ({ whom, what }, context) => {
    await world.enter("tell", context)
    return `${whom}: ${what}`
  },
})

export const release = step("release", {
  input: z.object({ places: z.array(z.string()) }),
  output: z.number(),
  run: async ({ places }, context) => {
    await world.enter("release", context)
    return places.length
  },
})

export const fulfil = workflow(
  "fulfil",
  { input: Order, output: Delivery, errors: [SoldOut, TooExpensive] },
  async ({ items, budget, patience }) => {
    const places: string[] = []
    const missing: string[] = []
    let waited = 0
    try {
      for (const item of items) {
        try {
          const { place } = await reserve({ item })
          places.push(place)
        } catch (error) {
          if (!(error instanceof SoldOut)) throw error
          // One may be missing; more would not be what was ordered.
          if (missing.length > 0) throw error
          missing.push(error.item)
        }
      }

      let cents = await quote({ places, round: waited })
      while (cents > budget) {
        if (waited === patience) throw new TooExpensive({ cents })
        waited++
        // Prices fall by night.
        await sleep("20 milliseconds")
        cents = await quote({ places, round: waited })
      }

      const [receipt, parcel] = await parallel([charge({ cents }), pack({ places })])
      const told = await Promise.all([
        tell({ whom: "customer", what: parcel }),
        tell({ whom: "accounting", what: receipt }),
      ])
      return { parcel, cents, missing, waited, told }
    } finally {
      await release({ places })
    }
  },
)
