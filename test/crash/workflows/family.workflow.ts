import { Cancelled, fork, mutex, parallel, sleep, workflow } from "statewright"
import { z } from "zod"
import { buy, ShopClosed } from "./errand.workflow.ts"

/** Buys a thing, rests, and buys another; every seventh cannot be had. */
export const chore = workflow(
  "chore",
  { input: z.object({ item: z.number() }), output: z.number(), errors: [ShopClosed] },
  async ({ item }) => {
    const first = await buy({ item })
    try {
      await sleep(100)
    } catch (error) {
      if (error instanceof Cancelled) await buy({ item: 0 })
      throw error
    }
    return first + (await buy({ item: item + 1 }))
  },
)

/** Counts what was had. */
export const tally = workflow(
  "tally",
  { input: z.array(z.number()), output: z.number(), errors: [ShopClosed] },
  async (prices) => {
    await buy({ item: prices.length * 7 })
    return prices.length
  },
)

/** Has some things done at once, each by a run of its own; races two more; and leaves one behind. */
export const family = workflow(
  "family",
  {
    input: z.object({ items: z.array(z.number()) }),
    output: z.array(z.number()),
    errors: [ShopClosed],
    onComplete: (link) => [link(tally)],
    onCancel: (link) => [link(tally, { input: ({ input }) => input.items })],
  },
  async ({ items }) => {
    const had: number[] = []
    for (const price of await parallel(items.map((item) => chore({ item })))) had.push(price)
    const quick = await fork(
      { one: async () => chore({ item: 7 }), other: async () => sleep("1 hour") },
      { join: "any" },
    )
    if (quick.one.status === "fulfilled") had.push(quick.one.value)
    // One family at a time pays.
    had.push(await mutex("till", { scope: "global" }).run(async () => buy({ item: 21 })))
    await chore.start({ item: 14 })
    return had
  },
)
