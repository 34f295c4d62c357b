import { atLeast, forEach, sleep, workflow } from "statewright"
import { z } from "zod"
import { review } from "./shop.ts"

/** Of several instances a known number decides; the others are withdrawn. */
export const cancellingPartialJoinForMultipleInstances = workflow(
  "cancellingPartialJoinForMultipleInstances",
  { input: z.array(z.string()), output: z.array(z.string()) },
  async (reviewers) => {
    const reviews = await forEach(
      reviewers,
      { mode: "parallel", join: atLeast(2), losers: "cancel" },
      async (reviewer, index) => {
        await sleep((index + 1) * 3_600_000)
        return await review(reviewer)
      },
    )
    return reviews.map(({ status }) => status)
  },
)
