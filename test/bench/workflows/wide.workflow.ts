import { parallel, sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { double } from "./sums.workflow.ts"

const Count = z.object({ count: z.number().int() })

export const upTo = (count: number): number[] => {
  const values: number[] = []
  for (let value = 0; value < count; value++) values.push(value)
  return values
}

/** Works through items, so many at a time. */
export const fanOut = workflow(
  "fanOut",
  { input: z.object({ count: z.number().int(), concurrency: z.number().int() }), output: z.number() },
  async ({ count, concurrency }) => {
    let next = 0
    let sum = 0
    const work = async (): Promise<void> => {
      while (next < count) {
        const value = next++
        const answer = await double({ value })
        sum += answer
      }
    }
    const lanes = upTo(concurrency)
    await Promise.all(lanes.map(() => work()))
    return sum
  },
)

/** Begins all its steps at once. */
export const block = workflow("block", { input: Count, output: z.number() }, async ({ count }) => {
  const values = upTo(count)
  const answers = await parallel(values.map((value) => double({ value })))
  return answers.length
})

/** Rests until it is killed. */
export const nap = workflow("nap", { output: z.string() }, async () => {
  await sleep("30 days")
  return "woke"
})

/** Rests until somebody says so. */
export const post = workflow("post", { input: z.string(), output: z.string() }, async (address) => {
  const letter = await waitForEvent("letter", {
    schema: z.object({ to: z.string(), text: z.string() }),
    where: ({ to }) => to === address,
  })
  return letter.text
})
