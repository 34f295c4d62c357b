import { atLeast, fork, forEach, parallel, step, workflow } from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

/** Multiplies by ten. */
export const tenfold = step("tenfold", { input: z.number(), output: z.number(), run: async (n) => n * 10 })

/** Refuses every seventh the first time that it is asked. */
export const moody = step("moody", {
  input: z.object({ n: z.number(), round: z.number() }),
  output: z.number(),
  run: async ({ n, round }, context) => {
    await world.enter("moody", context)
    if (n % 7 === 0 && round === 0) throw new RangeError(`not ${n}`)
    return n
  },
})

/** As many branches in one block as there are items. */
export const crowd = workflow("crowd", { input: z.array(z.number()), output: z.number() }, async (numbers) => {
  const together = await parallel(numbers.map((n) => tenfold(n)))
  const each = await forEach(numbers, { mode: "parallel", maxParallelism: 100 }, async (n) => await tenfold(n))
  return together.concat(each).reduce((sum, n) => sum + n, 0)
})

/** Forks in forks, five deep; each branch names its place. */
export const nested = workflow("nested", { input: z.number(), output: z.string() }, async (n) => {
  const leaf = async (at: string): Promise<string> => `${at}=${await moody({ n, round: 1 })}`
  const { a, b } = await fork({
    a: async () => {
      const { c, d } = await fork({
        c: async () => {
          const { e, f } = await fork({
            e: async () => {
              const { g, h } = await fork({
                g: async () => {
                  const { i, j } = await fork({ i: () => leaf("acegi"), j: () => leaf("acegj") })
                  return `${i} ${j}`
                },
                h: () => leaf("aceh"),
              })
              return `${g} ${h}`
            },
            f: () => leaf("acf"),
          })
          return `${e} ${f}`
        },
        d: () => leaf("ad"),
      })
      return `${c} ${d}`
    },
    b: () => leaf("b"),
  })
  return `${a} ${b}`
})

/** A fork in a parallel `forEach` in a loop in a `try`. */
export const rounds = workflow(
  "rounds",
  { input: z.array(z.number()), output: z.array(z.string()) },
  async (numbers) => {
    const told: string[] = []
    for (const round of [0, 1, 2]) {
      try {
        // The round that fails has no siblings: how far they would have come when they are cancelled is nobody's promise.
        const made = await forEach(numbers, { mode: "parallel", maxParallelism: round === 0 ? 1 : 3 }, async (n) => {
          const answers = await fork(
            {
              one: async () => await moody({ n, round }),
              two: async () => await tenfold(n),
              three: async () => await tenfold(round),
            },
            { join: atLeast(round === 0 ? 3 : 2), losers: "await" },
          )
          return answers.two.status === "fulfilled" ? answers.two.value : -1
        })
        told.push(`${round}: ${made.join(" ")}`)
      } catch (error) {
        told.push(`${round}: ${(error as Error).name}`)
      } finally {
        await tenfold(round)
      }
    }
    return told
  },
)
