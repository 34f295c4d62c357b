import { detach, sleep, workflow } from "statewright"
import { z } from "zod"
import { reserve, tell } from "./shop.ts"

/** The run ends when nothing is left to do in it; what was handed on lives by itself. */
export const implicitTermination = workflow(
  "implicitTermination",
  { input: z.string(), output: z.string() },
  async (item) => {
    await detach(async () => {
      await sleep("14 days")
      await tell(`how do you like ${item}?`)
    })
    return await reserve(item)
  },
)
