import { step, workflow } from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

export const square = step("square", {
  input: z.object({ value: z.number() }),
  output: z.number(),
  run: async ({ value }, context) => {
    await world.enter("square", context)
    return value * value
  },
})

export const collect = workflow(
  "collect",
  { input: z.object({ count: z.number().int() }), output: z.array(z.number()) },
  async ({ count }) => {
    const squares: number[] = []
    for (let i = 0; i < count; i++) {
      // Each square is one durable step.
      squares.push(await square({ value: i }))
    }
    return squares
  },
)
