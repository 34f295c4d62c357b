import { step, workflow } from "statewright"
import { z } from "zod"
import { probe } from "../probe.ts"

export const double = step("double", {
  input: z.object({ value: z.number() }),
  output: z.number(),
  run: async ({ value }) => {
    probe.pass()
    return value * 2
  },
})

const Count = z.object({ count: z.number().int() })

/** Keeps one number. */
export const addUp = workflow("addUp", { input: Count, output: z.number() }, async ({ count }) => {
  let sum = 0
  for (let value = 0; value < count; value++) sum += await double({ value })
  return sum
})

/** Keeps every output in an array. */
export const gather = workflow("gather", { input: Count, output: z.number() }, async ({ count }) => {
  const outputs: number[] = []
  for (let value = 0; value < count; value++) outputs.push(await double({ value }))
  return outputs.length
})
