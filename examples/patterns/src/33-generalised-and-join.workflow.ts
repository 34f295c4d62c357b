import { barrier, fork, workflow } from "statewright"
import { z } from "zod"
import { charge, pack } from "./shop.ts"

/** A join of branches that come to it again and again: one that is ahead waits for the others in each round. */
export const generalisedAndJoin = workflow(
  "generalisedAndJoin",
  { input: z.array(z.string()), output: z.object({ goods: z.string(), money: z.string() }) },
  async (items) => {
    const joined = barrier(2)
    return await fork({
      goods: async () => {
        let last = ""
        for (const item of items) {
          last = await pack(item)
          await joined.arrive("goods")
        }
        return last
      },
      money: async () => {
        let last = ""
        for (const item of items) {
          last = await charge(item.length)
          await joined.arrive("money")
        }
        return last
      },
    })
  },
)
