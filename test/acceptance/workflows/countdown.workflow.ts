import { step, workflow } from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

export const lower = step("lower", {
  input: z.object({ from: z.number() }),
  output: z.number(),
  run: async ({ from }, context) => {
    await world.enter("lower", context)
    return from - 1
  },
})

/** Long, and keeps one number. */
export const countdown = workflow(
  "countdown",
  { input: z.object({ from: z.number().int() }), output: z.number() },
  async ({ from }) => {
    let left = from
    while (left > 0) left = await lower({ from: left })
    return left
  },
)
