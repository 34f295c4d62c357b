import { EventTimedOut, sleep, step, waitForEvent, workflow } from "statewright"
import { z } from "zod"

export const Bid = z.object({ item: z.object({ id: z.string() }), cents: z.number(), by: z.string() })

export const announce = step("announce", {
  input: z.object({ item: z.string(), text: z.string() }),
  run: async ({ text }) => text,
})

/** Takes bids on an item, each higher than the last, until nobody has bid for a day or somebody withdraws it. */
export const auction = workflow(
  "auction",
  {
    input: z.object({ item: z.string(), least: z.number() }),
    output: z.object({ bids: z.array(z.string()), end: z.string() }),
  },
  async ({ item, least }) => {
    const bids: string[] = []
    const lot = { id: item }
    const withdrawn = waitForEvent("withdraw", { schema: z.object({ why: z.string() }) })
    const nextBid = async (above: number) => {
      try {
        return await waitForEvent("bid", {
          schema: Bid,
          where: (bid) => bid.item.id === lot.id && bid.cents > above,
          timeout: "1 day",
        })
      } catch (error) {
        if (error instanceof EventTimedOut) return error.event
        throw error
      }
    }
    let highest = least
    while (bids.length < 100) {
      const next = await Promise.race([nextBid(highest), withdrawn])
      if (typeof next === "string") break
      if ("why" in next) return { bids, end: next.why }
      highest = next.cents
      bids.push(`${next.by} ${next.cents}`)
      await announce({ item, text: `${next.cents} cents` })
    }
    await sleep("1 hour")
    return { bids, end: "sold" }
  },
)
