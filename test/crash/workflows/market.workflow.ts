import { setTimeout } from "node:timers/promises"
import { breaker, DeadlineExceeded, failure, NonRetryable, parallel, step, validate, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"

/** The exchange is down. */
export class ExchangeDown extends failure("ExchangeDown", z.object({ lot: z.number() })) {}

/** What whoever goes to the market is to do there; `first` is the run that was ordered, and not one that replays it. */
export const Trade = z.object({ item: z.number(), lot: z.number(), first: z.string() })

/** At the first attempt all who wait for its price fail together. */
export const unknownItem = 6

/** What is bidden for. */
export const Lot = z.object({ lot: z.number() })

/** All runs of a tenant share the answers, each of which names the attempt that it comes from; what has no price has none at first. */
export const price = step("price", {
  input: z.object({ item: z.number() }),
  output: z.string(),
  retry: { strategy: "fixed", initialDelay: 10, maxAttempts: 1_000 },
  cache: { ttl: "20 seconds", scope: "global", key: ({ item }) => item },
  run: async ({ item }, context) => {
    noteEffect("price", { item }, context)
    await setTimeout(5)
    if (item === unknownItem && context.attempt === 1) throw new NonRetryable("Nobody sells that.")
    if (item % 3 === 2 && context.attempt % 2 === 1) throw new RangeError("Nobody knows yet.")
    return `${context.idempotencyKey} ${context.attempt}`
  },
})

/** Down for every other lot at two of three attempts, and for half of those at each, until their time is over. */
export const bid = step("bid", {
  input: Lot,
  output: z.number(),
  errors: [ExchangeDown],
  retry: { strategy: "fixed", initialDelay: 20, maxAttempts: 1_000, on: ["ExchangeDown", "CircuitOpen"] },
  deadline: 800,
  breaker: breaker("exchange", { failureThreshold: 3, openFor: 120, countAs: { failure: ["ExchangeDown"] } }),
  run: async ({ lot }, context) => {
    noteEffect("bid", { lot }, context)
    if (lot % 4 === 3 || (lot % 2 === 1 && context.attempt % 3 !== 0)) throw new ExchangeDown({ lot })
    return lot
  },
})

/** Fails for good at first; where it is resumed it goes well, and where it is replayed, too, unless the lot is a fifth one. */
export const pay = step("pay", {
  input: Trade,
  output: z.string(),
  run: async ({ item, lot, first }, context) => {
    noteEffect("pay", { item, lot }, context)
    if (context.attempt === 1 && (context.runId === first || lot % 5 === 4)) throw new RangeError("The purse is empty.")
    return `paid for ${lot}`
  },
})

/** Asks for prices that others ask for, bids where the exchange is often down, and pays as soon as somebody helps. */
export const market = workflow(
  "market",
  {
    input: Trade,
    output: z.object({ prices: z.array(z.string()), bidden: z.number(), receipt: z.string() }),
    errors: [ExchangeDown],
  },
  async ({ item, lot, first }) => {
    const prices = await parallel([price({ item }), price({ item })])
    const wanted = await validate({ lot }, Lot, {
      assert: { "is for sale": (sold) => sold.lot % 11 !== 10 },
      transform: (sold) => sold.lot,
    })
    let bidden = 0
    try {
      bidden = await bid({ lot: wanted })
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error
    }
    const receipt = await pay({ item, lot, first })
    return { prices: [...prices, await price({ item: (item + 1) % 5 })], bidden, receipt }
  },
)
