import { setTimeout } from "node:timers/promises"
import { DeadlineExceeded, step, validate, workflow } from "statewright"
import { z } from "zod"
import { appendLine } from "../log/json-lines.ts"
import { effectsVariable, noteEffect } from "../log/effect-log.ts"

/** So long a call of `linger` has, from its beginning, in ms. */
export const lapse = 3_000

/** Does what it does, and never answers. */
export const linger = step("linger", {
  input: z.object({ n: z.number().int() }),
  deadline: lapse,
  run: async (input, context) => {
    noteEffect("linger", input, context)
    await new Promise(() => {})
  },
})

/** Notes what came of it. */
export const jot = step("jot", {
  input: z.object({ word: z.string() }),
  output: z.string(),
  run: async (input, context) => {
    noteEffect("jot", input, context)
    return input.word
  },
})

/** Waits for what never answers, as long as it may. */
export const lapses = workflow(
  "lapses",
  { input: z.object({ n: z.number().int() }), output: z.string() },
  async ({ n }) => {
    try {
      await linger({ n })
      return "answered"
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error
      return jot({ word: "too late" })
    }
  },
)

/** The file in which it stands that a schema has begun to look at something, beside the effects. */
export const readingsOf = (effects: string): string => `${effects}.readings`

/** A schema that takes its time. */
export const Parcel = z.object({ grams: z.array(z.number()) }).refine(
  async ({ grams }) => {
    const effects = process.env[effectsVariable]
    if (effects !== undefined) appendLine(readingsOf(effects), { grams })
    await setTimeout(2_000)
    return grams.every((each) => each > 0)
  },
  { message: "weighs nothing" },
)

/** Says how much a parcel weighs, if it is one. */
export const vetting = workflow(
  "vetting",
  { input: z.object({ grams: z.array(z.number()) }), output: z.string() },
  async ({ grams }) => {
    const parcel = await validate({ grams }, Parcel, {
      transform: (valid) => ({ total: valid.grams.reduce((sum, each) => sum + each, 0) }),
    })
    return jot({ word: `${parcel.total} grams` })
  },
)
