import { step, workflow } from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

export const cast = step("cast", {
  input: z.number().int(),
  output: z.number().int(),
  run: async (voter, context) => {
    await world.enter("cast", context)
    return voter
  },
})

export const declare = step("declare", {
  input: z.object({ votes: z.number().int(), sum: z.number().int() }),
  output: z.string(),
  run: async ({ votes, sum }, context) => {
    await world.enter("declare", context)
    return `${votes} votes, ${sum}`
  },
})

export const upTo = (count: number): number[] => {
  const numbers: number[] = []
  for (let number = 0; number < count; number++) numbers.push(number)
  return numbers
}

/** Waits for all votes, which are cast at once, and announces what they come to. */
export const tally = workflow("tally", { input: z.number().int(), output: z.string() }, async (voters) => {
  const numbers = upTo(voters)
  const votes = await Promise.all(numbers.map((voter) => cast(voter)))
  let sum = 0
  for (const each of votes) sum += each
  return declare({ votes: votes.length, sum })
})
