import { pool, sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { review, tell } from "./shop.ts"

/** Instances that are still at work are withdrawn, and the run goes on with what the others came to. */
export const completeMultipleInstanceActivity = workflow(
  "completeMultipleInstanceActivity",
  { output: z.string() },
  async () => {
    const reviews = pool<string>()
    reviews.add(() => review("ann"))
    reviews.add(async () => {
      await sleep("5 days")
      return await review("bob")
    })
    await waitForEvent("enough")
    const ended = await reviews.complete()
    const came = ended.filter(({ status }) => status === "fulfilled")
    return await tell(`${came.length} of ${ended.length} reviews`)
  },
)
