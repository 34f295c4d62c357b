import { setTimeout } from "node:timers/promises"
import { step, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"

/** So often a mine goes off. */
const charges = 3

/** Behind door 0 is a mine: it ends the whole process, while what is behind other doors is still at work. */
export const tread = step("tread", {
  input: z.object({ door: z.number().int() }),
  output: z.number(),
  run: async (input, context) => {
    noteEffect("tread", input, context)
    const { door } = input
    await setTimeout(door === 0 ? 30 : 300)
    if (door === 0 && context.attempt <= charges) process.kill(process.pid, "SIGKILL")
    return door
  },
})

/** Treads behind one door. */
export const mines = workflow(
  "mines",
  { input: z.object({ doors: z.number().int() }), output: z.number() },
  async ({ doors }) => tread({ door: doors }),
)
