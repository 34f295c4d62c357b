import { barrier, fork, pool, step, workflow } from "statewright"
import { z } from "zod"

export const click = step("click", { input: z.number(), output: z.number(), run: async (round) => round })

/** Makes a barrier and a pool in each round, and lets go of them. */
export const turnstile = workflow("turnstile", { input: z.number().int(), output: z.number() }, async (rounds) => {
  let passed = 0
  for (let round = 0; round < rounds; round++) {
    const gate = barrier(2)
    const clicks = pool<number>()
    const number = round
    clicks.add(() => click(number))
    await fork({ left: async () => await gate.arrive(), right: async () => await gate.arrive() })
    const done = await clicks.until()
    passed += done.length
  }
  return passed
})
