import {
  Cancelled,
  type Chained,
  childError,
  ChildFailed,
  ChildTimedOut,
  failure,
  sleep,
  step,
  workflow,
} from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

/** Nobody is there to do it. */
export class Absent extends failure("Absent", z.object({ who: z.string() })) {}

export const work = step("work", {
  input: z.string(),
  output: z.string(),
  run: async (what, context) => {
    await world.enter(what, context)
    return `${what} done`
  },
})

const Chore = z.object({ who: z.string(), what: z.string(), hours: z.number().default(0) })

/** What somebody has to do; it may take hours. */
export const chore = workflow(
  "chore",
  { input: Chore, output: z.string(), errors: [Absent] },
  async ({ who, what, hours }) => {
    if (who === "nobody") throw new Absent({ who })
    try {
      if (hours > 0) await sleep(`${hours} hours`)
      return `${who}: ${await work(what)}`
    } catch (error) {
      if (error instanceof Cancelled) await work(`${who} puts away ${what}`)
      throw error
    }
  },
)

const Week = z.object({ who: z.string(), chores: z.array(z.string()), hours: z.number().default(0) })

/** One after the other, then all at once. */
export const week = workflow("week", { input: Week, output: z.array(z.string()) }, async ({ who, chores, hours }) => {
  const done: string[] = []
  for (const what of chores) done.push(await chore({ who, what, hours }))
  const together = await Promise.all(chores.map((what) => chore({ who: "all", what, hours })))
  return [...done, ...together]
})

/** What becomes of one that fails, is cancelled, or takes too long. */
export const careful = workflow("careful", { input: Week, output: z.string() }, async ({ who, chores, hours }) => {
  try {
    return await chore.with({ id: "only", timeout: "3 hours" })({ who, what: chores[0] ?? "nothing", hours })
  } catch (error) {
    if (error instanceof ChildTimedOut) return `${error.workflow} took too long`
    if (error instanceof Cancelled) return `cancelled: ${error.reason ?? "for no reason"}`
    const absent = childError(error, chore)
    if (absent !== undefined) return `${absent.who} is absent`
    return error instanceof ChildFailed ? `failed with ${(error.error as Error).name}` : "something else"
  }
})

/** Gives a child what it does not take. */
export const misfit = workflow("misfit", { input: z.string(), output: z.string() }, async (who) => {
  try {
    return await chore({ who, what: 7 as never })
  } catch (error) {
    return error instanceof ChildFailed ? (error.error as Error).name : "other"
  }
})

/** Halves a number until nothing is left, each half by a run below. */
export const halve = workflow(
  "halve",
  { input: z.number(), output: z.number(), maxDepth: 5 },
  async (n): Promise<number> => (n < 1 ? 0 : 1 + (await halve(n / 2))),
)

/** Two that call each other, and do not say how deep that may go. */
// statewright-ignore SW4120 because what the engine makes of it is tested
export const ask = workflow("ask", { output: z.number() }, async (): Promise<number> => await answer())

// statewright-ignore SW4120 because what the engine makes of it is tested
export const answer = workflow("answer", { output: z.number() }, async (): Promise<number> => await ask())

/** Starts a chore and does not wait for it. */
export const delegate = workflow("delegate", { input: Chore, output: z.string() }, async ({ who, what, hours }) => {
  const { id, workflow: name } = await chore.start({ who, what, hours }, { id: `${who}-${what}`, tags: { who } })
  return `${name} ${id}`
})

const Day = z.object({ day: z.number(), last: z.number() })

/** Each day starts the next one by its end. */
export const day = workflow(
  "day",
  {
    input: Day,
    output: Day,
    errors: [Absent],
    onComplete: (link): readonly Chained[] => [
      link(day, {
        input: ({ day: today, last }) => ({ day: today + 1, last }),
        when: ({ day: today, last }) => today < last,
      }),
      link(note, { input: ({ day: today }) => `day ${today}` }),
    ],
    onFailure: (link) => [link(note, { input: ({ error, input }) => `day ${input.day} failed: ${String(error)}` })],
    onCancel: (link) => [
      link(note, { input: ({ reason = "none", input }) => `day ${input.day} cancelled: ${reason}` }),
    ],
  },
  async ({ day: today, last }) => {
    await work(`day ${today}`)
    if (today > 900) throw new Absent({ who: `day ${today}` })
    if (today > 800) await sleep("1 day")
    return { day: today, last }
  },
)

/** What an end leads to; odd ones fail, which nobody minds. */
export const note = workflow("note", { input: z.string().max(60), output: z.string() }, async (text) => {
  if (text.endsWith("13")) throw new Absent({ who: text })
  return await work(`note ${text}`)
})
