import { workflow } from "statewright"
import { z } from "zod"
import { pack, review } from "./shop.ts"

/** A task again and again, tested before or after it. */
export const structuredLoop = workflow(
  "structuredLoop",
  { input: z.number().int(), output: z.array(z.string()) },
  async (count) => {
    const log: string[] = []
    for (let round = 0; round < count; round++) log.push(await pack(`box ${round}`))
    let left = 2
    do {
      log.push(await review(`reviewer ${left}`))
      left--
    } while (left > 0)
    return log
  },
)
