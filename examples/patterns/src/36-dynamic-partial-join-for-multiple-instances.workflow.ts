import { pool, sleep, workflow } from "statewright"
import { z } from "zod"
import { review, tell } from "./shop.ts"

/** Instances are added while others run, and what they came to so far decides when it is enough. */
export const dynamicPartialJoinForMultipleInstances = workflow(
  "dynamicPartialJoinForMultipleInstances",
  { output: z.string() },
  async () => {
    const reviews = pool<string>()
    reviews.add(() => review("ann"))
    await sleep("1 hour")
    reviews.add(() => review("bob"))
    reviews.add(async () => {
      await sleep("9 days")
      return await review("cleo")
    })
    const ended = await reviews.until((done) => done.length >= 2)
    return await tell(`${ended.filter(({ status }) => status === "fulfilled").length} of ${ended.length}`)
  },
)
