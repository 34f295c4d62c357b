import { race, sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { ship, tell } from "./shop.ts"

/** The world chooses the branch: what happens first, and the other possibilities are gone. */
export const deferredChoice = workflow("deferredChoice", { input: z.string(), output: z.string() }, async (item) => {
  const first = await race({
    paid: waitForEvent("paid", { schema: z.number() }),
    withdrawn: waitForEvent("withdrawn", { schema: z.string() }),
    late: sleep("3 days"),
  })
  switch (first.name) {
    case "paid":
      return await ship(`${item} for ${first.value}`)
    case "withdrawn":
      return await tell(`we are sorry: ${first.value}`)
    case "late":
      return await tell(`${item} was not paid for`)
  }
})
