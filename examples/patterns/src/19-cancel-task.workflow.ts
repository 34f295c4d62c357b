import { race, sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { ship, tell } from "./shop.ts"

/** One task that is at work is withdrawn; the run goes on. */
export const cancelTask = workflow("cancelTask", { input: z.string(), output: z.string() }, async (item) => {
  const deliver = async (): Promise<string> => {
    await sleep("2 days")
    return await ship(item)
  }
  const first = await race({ stopped: waitForEvent("stop", { schema: z.string() }), delivered: () => deliver() })
  return await tell(first.name === "stopped" ? `stopped: ${first.value}` : first.value)
})
