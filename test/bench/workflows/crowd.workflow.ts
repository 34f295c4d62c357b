import { forEach, parallel, workflow } from "statewright"
import { z } from "zod"
import { double } from "./sums.workflow.ts"
import { upTo } from "./wide.workflow.ts"

const Count = z.object({ count: z.number().int() })

/** One item after the other. */
export const oneByOne = workflow("oneByOne", { input: Count, output: z.number() }, async ({ count }) => {
  const answers = await forEach(upTo(count), { mode: "sequential" }, async (value) => await double({ value }))
  return answers.length
})

/** A hundred items at once. */
export const sideBySide = workflow("sideBySide", { input: Count, output: z.number() }, async ({ count }) => {
  const answers = await forEach(
    upTo(count),
    { mode: "parallel", maxParallelism: 100 },
    async (value) => await double({ value }),
  )
  return answers.length
})

/** The same steps as `together`, one after the other. */
export const inTurn = workflow("inTurn", { input: Count, output: z.number() }, async ({ count }) => {
  let last = 0
  for (const value of upTo(count)) last = await double({ value })
  return last
})

/** All at once. */
export const together = workflow("together", { input: Count, output: z.number() }, async ({ count }) => {
  const answers = await parallel(upTo(count).map((value) => double({ value })))
  return answers.at(-1) ?? 0
})

/** One step in a run of its own. */
export const errand = workflow(
  "errand",
  { input: z.number(), output: z.number() },
  async (value) => await double({ value }),
)

/** So many runs below it, a hundred at once. */
export const family = workflow("family", { input: Count, output: z.number() }, async ({ count }) => {
  const answers = await forEach(
    upTo(count),
    { mode: "parallel", maxParallelism: 100 },
    async (value) => await errand(value),
  )
  return answers.length
})
