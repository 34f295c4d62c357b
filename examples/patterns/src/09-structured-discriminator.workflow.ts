import { sleep, workflow } from "statewright"
import { z } from "zod"
import { review, tell } from "./shop.ts"

/** What comes next begins when the first branch has ended; a new round begins once all have. */
export const structuredDiscriminator = workflow(
  "structuredDiscriminator",
  { input: z.number().int(), output: z.array(z.string()) },
  async (rounds) => {
    const log: string[] = []
    const slowly = async (reviewer: string): Promise<string> => {
      await sleep("1 day")
      return await review(reviewer)
    }
    for (let round = 0; round < rounds; round++) {
      const reviews = [review(`ann ${round}`), slowly(`bob ${round}`)]
      const first = await Promise.any(reviews)
      log.push(await tell(first))
      await Promise.all(reviews)
    }
    return log
  },
)
