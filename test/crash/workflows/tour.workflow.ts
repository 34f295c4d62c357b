import { failure, parallel, sleep, step, workflow } from "statewright"
import { z } from "zod"
import { noteEffect } from "../log/effect-log.ts"
import { napMillis, retryMillis } from "../tours/tour-times.ts"

/** Nobody lives there. */
export class NobodyHome extends failure("NobodyHome", z.object({ door: z.number() })) {}

const Door = z.object({ door: z.number().int() })

/** Attempts are cut off by kills and count: none may be the last because of that. */
const maxAttempts = 1_000

export const ring = step("ring", {
  input: Door,
  output: z.string(),
  errors: [NobodyHome],
  retry: { strategy: "fixed", initialDelay: retryMillis.ring, maxAttempts, unless: ["NobodyHome"] },
  run: async ({ door }, context) => {
    noteEffect("ring", { door }, context)
    if (door % 5 === 4) throw new NobodyHome({ door })
    return `neighbour ${door}`
  },
})

export const deliver = step("deliver", {
  input: Door,
  output: z.number(),
  retry: { strategy: "fixed", initialDelay: retryMillis.deliver, maxAttempts },
  run: async ({ door }, context) => {
    noteEffect("deliver", { door }, context)
    // It fails first, whatever attempt a kill made the first.
    if (context.attempt % 2 === 1) throw new RangeError(`The lift is stuck at attempt ${context.attempt}.`)
    return door * 10
  },
})

export const sign = step("sign", {
  input: Door,
  output: z.bigint(),
  run: async ({ door }, context) => {
    noteEffect("sign", { door }, context)
    return BigInt(door)
  },
})

export const park = step("park", {
  input: z.object({ doors: z.number() }),
  output: z.string(),
  retry: { strategy: "fixed", initialDelay: retryMillis.park, maxAttempts },
  run: async ({ doors }, context) => {
    noteEffect("park", { doors }, context)
    if (context.attempt % 2 === 1) throw new RangeError("The car park is full.")
    return `parked after ${doors}`
  },
})

/** What a tour comes to. */
export const Report = z.object({
  met: z.array(z.string()),
  signed: z.map(z.number(), z.bigint()),
  missed: z.array(z.number()),
  weight: z.number(),
  end: z.string(),
})

/**
 * A bit of everything: a loop, a retried step, a declared error, a sleep, steps side by side, helpers side by side that share
 * a variable, a promise that is begun early and awaited late, a clean-up.
 */
export const tour = workflow(
  "tour",
  { input: z.object({ doors: z.number().int() }), output: Report, errors: [NobodyHome] },
  async ({ doors }) => {
    const met: string[] = []
    const signed = new Map<number, bigint>()
    const missed: number[] = []
    let weight = 0
    let end = "lost"
    const parking = doors % 2 === 0 ? park({ doors }) : undefined
    const handOver = async (door: number): Promise<void> => {
      const carry = async (): Promise<void> => {
        weight += await deliver({ door })
      }
      const [, signature] = await parallel([carry(), sign({ door })])
      signed.set(door, signature)
    }
    for (let door = 0; door < doors; door++) {
      try {
        met.push(await ring({ door }))
        await handOver(door)
      } catch (error) {
        if (!(error instanceof NobodyHome)) throw error
        missed.push(error.door)
      } finally {
        if (door % 2 === 1) await sleep(napMillis)
        if (door === doors - 1) end = await (parking ?? park({ doors }))
      }
    }
    return { met, signed, missed, weight, end }
  },
)
