import { mutex, MutexDeadlock, race, sleep, step, waitForEvent, workflow } from "statewright"
import { z } from "zod"

/** Where a test says when a rope is at hand. */
export const ropes = {
  taken: [] as string[],
  pull: async (): Promise<void> => {},
}

/** Takes a rope at its end. */
export const pull = step("pull", {
  input: z.string(),
  output: z.string(),
  run: async (rope) => {
    ropes.taken.push(rope)
    await ropes.pull()
    return `${rope} pulled`
  },
})

const Two = z.object({ first: z.string(), second: z.string() })
type Two = z.infer<typeof Two>

const bothOf = async ({ first, second }: Two): Promise<string> =>
  mutex(first, { scope: "global" }).run(async () => {
    await pull(first)
    return mutex(second, { scope: "global" }).run(async () => pull(second))
  })

/** Takes two ropes, one after the other. */
export const tie = workflow("tie", { input: Two, output: z.string() }, async (two) => bothOf(two))

/** Takes two ropes, and lets go where another run has the second one and wants the first. */
export const yielding = workflow("yielding", { input: Two, output: z.string() }, async (two) => {
  try {
    return await bothOf(two)
  } catch (error) {
    if (!(error instanceof MutexDeadlock)) throw error
    return `let go of ${two.first}: ${error.key}`
  }
})

/** Takes two ropes, but for an hour only. */
export const impatient = workflow("impatient", { input: Two, output: z.string() }, async (two) => {
  const first = await race({ both: async () => bothOf(two), late: sleep("1 hour") })
  return first.name
})

/** Takes two ropes, and listens meanwhile. */
export const listening = workflow("listening", { input: Two, output: z.string() }, async (two) => {
  const [both, told] = await Promise.all([bothOf(two), waitForEvent("told", { schema: z.string() })])
  return `${both}, ${told}`
})

/** Takes two ropes from both ends at once. */
export const crossed = workflow("crossed", { input: Two, output: z.string() }, async ({ first, second }) => {
  const [there, back] = await Promise.allSettled([bothOf({ first, second }), bothOf({ first: second, second: first })])
  return [there.status, back.status].join(", ")
})

/** The same, while somebody who has nothing in hand takes one of them, too. */
export const bystander = workflow("bystander", { input: Two, output: z.string() }, async ({ first, second }) => {
  const ends = await Promise.allSettled([
    bothOf({ first, second }),
    bothOf({ first: second, second: first }),
    oneOf(second),
  ])
  return ends.map(({ status }) => status).join(", ")
})

const oneOf = async (rope: string): Promise<string> => mutex(rope, { scope: "global" }).run(async () => pull(rope))

/** Takes one rope. */
export const one = workflow("one", { input: z.string(), output: z.string() }, async (rope) =>
  mutex(rope, { scope: "global" }).run(async () => pull(rope)),
)

/** Takes a rope, and lets another workflow take the same. */
export const within = workflow("within", { input: z.string(), output: z.string() }, async (rope) =>
  mutex(rope, { scope: "global" }).run(async () => one(rope)),
)

/** Takes a rope, and keeps it until it is told. */
export const keep = workflow("keep", { input: z.string(), output: z.string() }, async (rope) =>
  mutex(rope, { scope: "global" }).run(async () => waitForEvent("told", { schema: z.string() })),
)
