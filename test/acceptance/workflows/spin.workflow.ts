import { step, workflow } from "statewright"
import { z } from "zod"

export const note = step("spin.note", { input: z.string(), run: async () => {} })

/** Code that may never end fails its own run alone, where no `catch` and no `finally` can see it. */
export const spin = workflow("spin", { input: z.object({ endless: z.boolean() }) }, async ({ endless }) => {
  let turns = 0
  try {
    await note("before")
    try {
      for (;;) {
        turns += 1
        if (!endless) break
      }
    } catch {
      turns = -1
    } finally {
      turns += 1
    }
  } catch {
    return "caught"
  } finally {
    await note(`after ${turns}`)
  }
  return "ended"
})

const ifNegative = async (n: number): Promise<number> => {
  if (n < 0) await note("negative")
  return n
}

/** Here it is not the code that never ends, but the machine that goes round: no turn waits. */
export const circle = workflow("circle", { input: z.object({ n: z.number() }) }, async ({ n }) => {
  while ((await ifNegative(n)) !== 0) await ifNegative(n)
  return "ended"
})
