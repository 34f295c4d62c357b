import { atLeast, fork, sleep, workflow } from "statewright"
import { z } from "zod"
import { review } from "./shop.ts"

/** Some of the branches decide, and the others are withdrawn. */
export const cancellingPartialJoin = workflow("cancellingPartialJoin", { output: z.array(z.string()) }, async () => {
  const after = async (hours: number, reviewer: string): Promise<string> => {
    await sleep(hours * 3_600_000)
    return await review(reviewer)
  }
  const reviews = await fork(
    { ann: () => after(30, "ann"), bob: () => after(2, "bob"), cleo: () => after(1, "cleo") },
    { join: atLeast(2) },
  )
  return Object.values(reviews).map(({ status }) => status)
})
