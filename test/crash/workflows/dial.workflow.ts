import { setTimeout } from "node:timers/promises"
import { CircuitOpen, sleep, step, workflow } from "statewright"
import { z } from "zod"
import { dialBreaker, dialFailures, dialLives } from "../rush/dial-breaker.ts"
import { effectsVariable, noteEffect, readEffects } from "../log/effect-log.ts"

const Dial = z.object({ n: z.number().int() })

let calls = 0

/** Nobody answers before so many processes have called; each of those dies while a probe is at work. */
export const dial = step("dial", {
  input: Dial,
  output: z.number(),
  breaker: dialBreaker,
  deadLetter: false,
  run: async (input, context) => {
    noteEffect("dial begins", input, context)
    const life = new Set(readEffects(process.env[effectsVariable] ?? "").map(({ by }) => by)).size
    calls += 1
    if (life < dialLives && calls > (life === 1 ? dialFailures : 1)) process.kill(process.pid, "SIGKILL")
    await setTimeout(4)
    noteEffect("dial ends", input, context)
    if (life < dialLives) throw new Error("nobody answers")
    return input.n
  },
})

/** Dials until somebody answers. */
export const dialUp = workflow("dialUp", { input: Dial, output: z.number() }, async (input) => {
  while (true) {
    try {
      return await dial(input)
    } catch (error) {
      await sleep(error instanceof CircuitOpen ? "50 milliseconds" : "5 milliseconds")
    }
  }
})
