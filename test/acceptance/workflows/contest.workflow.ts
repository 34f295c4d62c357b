import { Cancelled, forEach, fork, parallel, race, sleep, step, workflow } from "statewright"
import { z } from "zod"
import { world } from "../world.ts"

export const arrive = step("arrive", {
  input: z.object({ at: z.number(), fails: z.boolean() }),
  output: z.number(),
  run: async ({ at, fails }, context) => {
    await world.enter("arrive", context)
    if (fails) throw new Error(`${at} fell`)
    return at
  },
})

export const herald = step("herald", {
  input: z.string(),
  run: async (_text, context) => world.enter("herald", context),
})

const runner = z.object({
  millis: z.number(),
  ends: z.enum(["ok", "failed", "cancelled"]),
  cleanUp: z.number().optional(),
})
const join = z.union([z.enum(["all", "any", "majority"]), z.object({ atLeast: z.number() })])
const losers = z.enum(["cancel", "await"])

/** Runners in a group of any word, join and window, who take their time and end as planned; it may be cut in the middle. */
export const contest = workflow(
  "contest",
  {
    input: z.object({
      word: z.enum(["parallel", "fork", "race", "forEach"]),
      runners: z.array(runner),
      join: join.optional(),
      losers: losers.optional(),
      onError: z.enum(["stop", "continue", "collect"]).optional(),
      window: z.number().optional(),
      timeout: z.number().optional(),
      cutAfter: z.number().optional(),
    }),
    output: z.unknown(),
  },
  async ({ word, runners, join, losers, onError, window, timeout, cutAfter }) => {
    const run = async (at: number): Promise<number> => {
      const { millis = 0, ends = "ok", cleanUp } = runners[at] ?? {}
      try {
        await sleep(millis)
        if (ends === "cancelled") throw new Cancelled({ message: `${at} was called off` })
        return await arrive({ at, fails: ends === "failed" })
      } catch (error) {
        if (error instanceof Cancelled && ends !== "cancelled") {
          if (cleanUp !== undefined) await sleep(cleanUp)
          await herald(`${at} withdrew: ${error.message}`)
        }
        throw error
      }
    }
    const shared = { ...(join && { join }), ...(losers && { losers }) }
    const branches = {
      ...shared,
      ...(window && { maxParallelism: window }),
      ...(timeout && { branchTimeout: timeout }),
    }
    const all = async (): Promise<unknown> => {
      switch (word) {
        case "parallel": {
          const list: unknown = await parallel([() => run(0), () => run(1), () => run(2), () => run(3)], branches)
          return list
        }
        case "fork": {
          const named: unknown = await fork({ a: () => run(0), b: () => run(1), c: () => run(2) }, branches)
          return named
        }
        case "race":
          return race({ a: () => run(0), b: () => run(1), c: () => run(2) }, { ...(losers && { losers }) })
        case "forEach":
          return forEach(
            runners,
            {
              ...shared,
              mode: "parallel",
              ...(onError && { onError }),
              ...(window && { maxParallelism: window }),
              ...(timeout && { iterationTimeout: timeout }),
            },
            async (_runner, at) => run(at),
          )
      }
    }
    if (cutAfter === undefined) {
      try {
        return { end: await all() }
      } finally {
        await herald("over")
      }
    }
    const first = await race({ group: all, cut: sleep(cutAfter) })
    await herald("over")
    return first
  },
)
