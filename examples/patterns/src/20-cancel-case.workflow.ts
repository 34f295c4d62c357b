import { sleep, workflow } from "statewright"
import { z } from "zod"
import { charge, refund, ship } from "./shop.ts"

/** The whole run is ended from outside, and cleans up. */
export const cancelCase = workflow("cancelCase", { input: z.string(), output: z.string() }, async (item) => {
  const receipt = await charge(1200)
  let isSent = false
  try {
    await sleep("3 days")
    const sent = await ship(item)
    isSent = true
    return sent
  } finally {
    if (!isSent) await refund(receipt)
  }
})
