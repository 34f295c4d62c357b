import { setTimeout } from "node:timers/promises"
import { step, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"
import { rushLimits } from "../rush/rush-limits.ts"

const Rush = z.object({ n: z.number().int(), lane: z.string(), isMine: z.boolean() })

export const dash = step("dash", {
  input: Rush.extend({ lap: z.number().int() }),
  output: z.number(),
  concurrency: { limit: rushLimits.calls, key: ({ lane }) => lane },
  run: async (input, context) => {
    noteEffect("dash begins", input, context)
    await setTimeout(input.isMine ? 20 : 4)
    // It ends the whole process, whoever is at work beside it.
    if (input.isMine && context.attempt <= 3) process.kill(process.pid, "SIGKILL")
    noteEffect("dash ends", input, context)
    return input.n
  },
})

/** Two laps, among at most so many runs of one lane. */
export const rush = workflow(
  "rush",
  { input: Rush, output: z.number(), concurrency: { limit: rushLimits.runs, key: ({ lane }) => lane } },
  async (input) => (await dash({ ...input, lap: 1 })) + (await dash({ ...input, lap: 2 })),
)
