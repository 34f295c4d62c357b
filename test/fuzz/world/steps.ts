import { failure, step } from "statewright"
import { z } from "zod"

/** What a step fails with when the plan says so. */
export class Refused extends failure("Refused", z.object({ at: z.number() })) {}

/** What workflows throw. */
export class Stopped extends failure("Stopped", z.object({ why: z.string() })) {}

const never = async (): Promise<never> => {
  throw new Error("invariant: the fuzzer runs no step, a stub stands for each")
}

const Box = z.object({ n: z.number(), tag: z.string() })

export const num = step("num", { input: z.number(), output: z.number(), errors: [Refused], run: never })

export const str = step("str", { input: z.string(), output: z.string(), errors: [Refused], run: never })

export const test = step("test", { input: z.number(), output: z.boolean(), errors: [Refused], run: never })

/** Answers what the plan says: the way that a jump takes. */
export const pick = step("pick", { input: z.number(), output: z.number(), errors: [Refused], run: never })

export const nums = step("nums", { input: z.array(z.number()), output: z.array(z.number()), run: never })

export const box = step("box", { input: Box, output: Box, errors: [Refused], run: never })

export const maybe = step("maybe", { input: z.number(), output: z.number().optional(), run: never })

/** Takes no input. */
export const tick = step("tick", { output: z.number(), run: never })

/** Takes whatever there is: the trace shows who is who. */
export const see = step("see", { input: z.unknown(), output: z.number(), errors: [Refused], run: never })
