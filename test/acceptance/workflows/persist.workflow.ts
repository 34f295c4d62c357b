import { Schedule } from "effect"
import { DeadlineExceeded, failure, step, type StepContext, workflow } from "statewright"
import { scheduled } from "statewright/effect"
import { z } from "zod"
import { world } from "../world.ts"

/** The other side has too much to do. */
export class Busy extends failure("Busy", z.object({ status: z.number().optional() })) {}

const Item = z.object({ n: z.number() })

/** What every step below does. */
const attempt = (name: string) => async (_: z.infer<typeof Item>, context: StepContext) => {
  await world.enter(name, context)
  return `${name} at attempt ${context.attempt}`
}

const every = { input: Item, errors: [Busy], idempotent: true } as const

export const atOnce = step("atOnce", {
  ...every,
  retry: { strategy: "immediate", maxAttempts: 4 },
  run: attempt("atOnce"),
})

export const steadily = step("steadily", {
  ...every,
  retry: { strategy: "fixed", initialDelay: "1 hour", maxAttempts: 4, unless: ["Busy"] },
  run: attempt("steadily"),
})

export const linearly = step("linearly", {
  ...every,
  retry: {
    strategy: "linear",
    initialDelay: "1 second",
    increment: "2 seconds",
    maxDelay: "4 seconds",
    maxAttempts: 4,
  },
  run: attempt("linearly"),
})

export const byStatus = step("byStatus", {
  ...every,
  retry: { strategy: "fixed", initialDelay: "1 second", maxAttempts: 4, onStatus: [429, "5xx"] },
  run: attempt("byStatus"),
})

export const bySchedule = step("bySchedule", {
  ...every,
  retry: { strategy: scheduled(Schedule.fibonacci("1 second").pipe(Schedule.upTo({ times: 3 }))) },
  run: attempt("bySchedule"),
})

/** Eight seconds for all attempts, of which each may take three. */
export const inTime = step("inTime", {
  ...every,
  retry: { strategy: "fixed", initialDelay: "2 seconds", maxAttempts: 9 },
  timeout: "3 seconds",
  deadline: "8 seconds",
  run: attempt("inTime"),
})

/** It has no time at all in line. */
export const inLine = step("inLine", {
  ...every,
  concurrency: { limit: 1 },
  deadline: "5 seconds",
  run: attempt("inLine"),
})

/** As its workflow says, or the engine. */
export const byDefault = step("byDefault", { ...every, run: attempt("byDefault") })

/** Waits until its circuit closes. */
export const patiently = step("patiently", {
  ...every,
  breaker: { failureThreshold: 2, openFor: "1 minute", countAs: { failure: ["Busy"] } },
  retry: { strategy: "fixed", initialDelay: "1 second", maxAttempts: 3, on: ["Busy", "CircuitOpen"] },
  run: attempt("patiently"),
})

/** Does not. */
export const hastily = step("hastily", {
  ...every,
  breaker: { failureThreshold: 2, openFor: "1 minute", countAs: { failure: ["Busy"] } },
  retry: { strategy: "fixed", initialDelay: "1 second", maxAttempts: 9 },
  run: attempt("hastily"),
})

/** Calls one of them. */
export const persist = workflow(
  "persist",
  { input: z.object({ name: z.string() }), output: z.string(), errors: [Busy] },
  async ({ name }) => {
    switch (name) {
      case "atOnce":
        return atOnce({ n: 1 })
      case "steadily":
        return steadily({ n: 1 })
      case "linearly":
        return linearly({ n: 1 })
      case "byStatus":
        return byStatus({ n: 1 })
      case "bySchedule":
        return bySchedule({ n: 1 })
      case "patiently":
        return patiently({ n: 1 })
      case "hastily":
        return hastily({ n: 1 })
      case "byDefault":
        return byDefault({ n: 1 })
      default:
        return inTime({ n: 1 })
    }
  },
)

/** Is told by the error that the time is over, and goes on. */
export const hurry = workflow("hurry", { output: z.string(), errors: [Busy] }, async () => {
  const [first, second] = await Promise.allSettled([inLine({ n: 1 }), inLine({ n: 2 })])
  try {
    return await inTime({ n: 3 })
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) throw error
    return `${error.step}, ${first.status}, ${second.status}`
  }
})

/** Its default goes before that of the engine. */
export const insist = workflow(
  "insist",
  { output: z.string(), retry: { strategy: "immediate", maxAttempts: 2 } },
  async () => {
    try {
      return await byDefault({ n: 1 })
    } catch {
      return "failed"
    }
  },
)

/** All of its steps together are tried again three times. */
export const haggle = workflow(
  "haggle",
  {
    output: z.array(z.string()),
    retry: { strategy: "fixed", initialDelay: "1 second", maxAttempts: 3 },
    retryBudget: 3,
  },
  async () => {
    const ends = await Promise.allSettled([byDefault({ n: 1 }), byDefault({ n: 2 }), linearly({ n: 3 })])
    return ends.map(({ status }) => status)
  },
)
