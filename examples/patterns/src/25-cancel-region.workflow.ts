import { fork, scope, sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { pack, refund, ship, tell } from "./shop.ts"

/** A part of the run is ended, with all that is at work in it; the rest goes on. */
export const cancelRegion = workflow("cancelRegion", { input: z.string(), output: z.string() }, async (item) => {
  const delivery = await scope(async (region) => {
    const { goods } = await fork({
      goods: async () => {
        const parcel = await pack(item)
        try {
          await sleep("3 days")
          return await ship(parcel)
        } finally {
          await refund(item)
        }
      },
      customer: async () => {
        const why = await waitForEvent("stop", { schema: z.string(), timeout: "4 days", onTimeout: null })
        if (why !== null) region.cancel(why)
      },
    })
    return goods
  })
  return await tell(delivery.status === "completed" ? delivery.value : `given up: ${delivery.reason}`)
})
