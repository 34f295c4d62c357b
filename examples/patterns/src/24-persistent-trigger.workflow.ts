import { waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { reserve, tell } from "./shop.ts"

/** A signal from outside that is kept until somebody waits for it. */
export const persistentTrigger = workflow(
  "persistentTrigger",
  { input: z.string(), output: z.string() },
  async (item) => {
    await reserve(item)
    // It may have come while the item was being reserved, or before.
    const name = await waitForEvent("named", { schema: z.string() })
    return await tell(name)
  },
)
