import { race, sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { reserve, ship } from "./shop.ts"

/** A task is possible only while the run stands at a milestone: changes are taken until the parcel leaves. */
export const milestone = workflow("milestone", { input: z.string(), output: z.string() }, async (ordered) => {
  let item = ordered
  await reserve(item)
  await race({
    leaving: sleep("2 days"),
    changes: async () => {
      for (let changes = 0; changes < 10; changes++) {
        item = await waitForEvent("change", { schema: z.string() })
        await reserve(item)
      }
    },
  })
  return await ship(item)
})
