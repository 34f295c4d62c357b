import { failure, parallel, sleep, step, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"

/** What an errand may come to. */
export class ShopClosed extends failure("ShopClosed", z.object({ item: z.number() })) {}

/** What there is to do; made at random by `chaos/random-errand.ts`. */
export type Errand =
  | { readonly do: "buy"; readonly item: number }
  | { readonly do: "nap"; readonly millis: number }
  /** Waits for a call on a line, which many may hear. */
  | { readonly do: "listen"; readonly line: number; readonly millis: number }
  | { readonly do: "in turn" | "together" | "all" | "settled" | "race"; readonly of: readonly Errand[] }
  | { readonly do: "try"; readonly first: Errand; readonly instead: Errand; readonly last: Errand }
  | { readonly do: "early"; readonly begin: Errand; readonly meanwhile: Errand }

export const Errand: z.ZodType<Errand> = z.lazy(() =>
  z.union([
    z.object({ do: z.literal("buy"), item: z.number() }),
    z.object({ do: z.literal("nap"), millis: z.number() }),
    z.object({ do: z.literal("listen"), line: z.number(), millis: z.number() }),
    z.object({ do: z.enum(["in turn", "together", "all", "settled", "race"]), of: z.array(Errand) }),
    z.object({ do: z.literal("try"), first: Errand, instead: Errand, last: Errand }),
    z.object({ do: z.literal("early"), begin: Errand, meanwhile: Errand }),
  ]),
)

/** What somebody says on a line. */
export const Call = z.object({ line: z.number(), weight: z.number() })

/** Every third item is only there at the second time of asking, every seventh never. */
export const buy = step("buy", {
  input: z.object({ item: z.number() }),
  output: z.number(),
  errors: [ShopClosed],
  retry: { strategy: "fixed", initialDelay: 10, maxAttempts: 1_000, unless: ["ShopClosed"] },
  run: async ({ item }, context) => {
    noteEffect("buy", { item }, context)
    if (item % 7 === 6) throw new ShopClosed({ item })
    if (item % 3 === 2 && context.attempt % 2 === 1) throw new RangeError("Sold out.")
    return item + 1
  },
})

/** A random tree of what a workflow can do: loops, joins, races, clean-ups, helpers that call themselves. */
export const errand = workflow(
  "errand",
  {
    input: z.object({ plan: Errand }),
    output: z.object({ got: z.array(z.number()), sum: z.number() }),
    errors: [ShopClosed],
  },
  async ({ plan }) => {
    const got: number[] = []
    const perform = async (what: Errand): Promise<number> => {
      switch (what.do) {
        case "buy": {
          const price = await buy({ item: what.item })
          got.push(price)
          return price
        }
        case "nap":
          await sleep(what.millis)
          return 0
        case "listen": {
          const { line, millis } = what
          const call = await waitForEvent("call", {
            schema: Call,
            where: (sent) => sent.line === line,
            timeout: millis,
            onTimeout: { line, weight: 0 },
          })
          return call.weight
        }
        case "in turn": {
          let sum = 0
          for (const each of what.of) sum += await perform(each)
          return sum
        }
        case "together": {
          const sums = await parallel(what.of.map((each) => perform(each)))
          return sums.length
        }
        case "all": {
          const sums = await Promise.all(what.of.map((each) => perform(each)))
          return sums.length
        }
        case "settled": {
          const ends = await Promise.allSettled(what.of.map((each) => perform(each)))
          return ends.filter((end) => end.status === "fulfilled").length
        }
        case "race":
          return Promise.race(what.of.map((each) => perform(each)))
        case "try":
          try {
            return await perform(what.first)
          } catch (error) {
            if (!(error instanceof ShopClosed)) throw error
            return await perform(what.instead)
          } finally {
            await perform(what.last)
          }
        case "early": {
          const begun = perform(what.begin)
          const sum = await perform(what.meanwhile)
          return sum + (await begun)
        }
      }
    }
    return { sum: await perform(plan), got }
  },
)
