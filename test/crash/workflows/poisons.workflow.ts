import { setTimeout as after } from "node:timers"
import { step, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"

/** So often it harms; more often than an engine tries. */
const doses = 10

const never = (): Promise<never> => new Promise(() => {})

const harm = {
  /** As if all were well, and nobody closed the engine. */
  exit: () => process.exit(0),
  timer: () => {
    after(() => {
      throw new Error("thrown in a timer")
    }, 1)
    return never()
  },
  rejection: () => {
    void Promise.reject(new Error("nobody waits for this"))
    return never()
  },
  memory: () => {
    const hoard: unknown[] = []
    for (;;) hoard.push(Array.from({ length: 100_000 }, () => hoard.length))
  },
  loop: () => {
    for (;;);
  },
} as const

/** Ends its process, or never lets go of it, in one of several ways. */
export const swallow = step("swallow", {
  input: z.object({ kind: z.enum(["exit", "timer", "rejection", "memory", "loop"]) }),
  output: z.string(),
  run: async (input, context) => {
    noteEffect("swallow", input, context)
    if (context.attempt <= doses) await harm[input.kind]()
    return "alive"
  },
})

/** Swallows one poison. */
export const poisons = workflow(
  "poisons",
  { input: z.object({ kind: z.enum(["exit", "timer", "rejection", "memory", "loop"]) }), output: z.string() },
  async ({ kind }) => swallow({ kind }),
)
