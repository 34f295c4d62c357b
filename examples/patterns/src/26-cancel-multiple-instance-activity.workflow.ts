import { pool, sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { pack, tell } from "./shop.ts"

/** All instances that are at work are withdrawn, and what they came to is not asked for. */
export const cancelMultipleInstanceActivity = workflow(
  "cancelMultipleInstanceActivity",
  { input: z.array(z.string()), output: z.string() },
  async (items) => {
    const packing = pool<string>()
    for (const item of items) {
      packing.add(async () => {
        await sleep("2 days")
        return await pack(item)
      })
    }
    const why = await waitForEvent("stop", { schema: z.string(), timeout: "1 day", onTimeout: null })
    if (why !== null) {
      await packing.cancel(why)
      return await tell(why)
    }
    const packed = await packing.until()
    return await tell(`${packed.length} packed`)
  },
)
