import { fork, sleep, workflow } from "statewright"
import { z } from "zod"
import { review, tell } from "./shop.ts"

/** What comes next begins when the first branch has ended; the others are withdrawn. */
export const cancellingDiscriminator = workflow(
  "cancellingDiscriminator",
  { output: z.array(z.string()) },
  async () => {
    const { ann, bob } = await fork(
      {
        ann: async () => {
          await sleep("1 hour")
          return await review("ann")
        },
        bob: async () => {
          await sleep("2 days")
          return await review("bob")
        },
      },
      { join: "any", losers: "cancel" },
    )
    return [ann.status, bob.status, await tell("the review is there")]
  },
)
