import { sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { tell } from "./shop.ts"

/** A signal from outside that is lost if nobody waits for it at the moment. */
export const transientTrigger = workflow(
  "transientTrigger",
  { input: z.string(), output: z.string() },
  async (item) => {
    // Whoever knocks while the shop is closed has knocked in vain.
    await sleep("1 day")
    const knock = await waitForEvent("knock", {
      schema: z.string(),
      fresh: true,
      timeout: "3 days",
      onTimeout: "nobody",
    })
    return await tell(`${item} for ${knock}`)
  },
)
