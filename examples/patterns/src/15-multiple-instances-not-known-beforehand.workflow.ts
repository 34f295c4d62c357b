import { pool, sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { pack } from "./shop.ts"

/** Several instances, and more are added while they run; what comes next waits for all. */
export const multipleInstancesNotKnownBeforehand = workflow(
  "multipleInstancesNotKnownBeforehand",
  { output: z.number() },
  async () => {
    const packing = pool<string>()
    while (true) {
      const item = await waitForEvent("ordered", { schema: z.string(), timeout: "2 days", onTimeout: null })
      if (item === null) break
      packing.add(async () => {
        await sleep("5 days")
        return await pack(item)
      })
    }
    const packed = await packing.until()
    return packed.length
  },
)
