import { atLeast, forEach, sleep, workflow } from "statewright"
import { z } from "zod"
import { review } from "./shop.ts"

/** Of several instances a known number decides; the others go on by themselves. */
export const staticPartialJoinForMultipleInstances = workflow(
  "staticPartialJoinForMultipleInstances",
  { input: z.array(z.string()), output: z.array(z.string()) },
  async (reviewers) => {
    const reviews = await forEach(
      reviewers,
      { mode: "parallel", join: atLeast(2), losers: "detach" },
      async (reviewer, index) => {
        await sleep((index + 1) * 3_600_000)
        return await review(reviewer)
      },
    )
    return reviews.map(({ status }) => status)
  },
)
