import { parallel, workflow } from "statewright"
import { z } from "zod"
import { review, tell } from "./shop.ts"

/** Several instances of a task, how many the author knows; what comes next waits for all. */
export const multipleInstancesKnownAtDesignTime = workflow(
  "multipleInstancesKnownAtDesignTime",
  { output: z.string() },
  async () => {
    const reviews = await parallel([review("ann"), review("bob"), review("cleo")])
    return await tell(reviews.join(", "))
  },
)
