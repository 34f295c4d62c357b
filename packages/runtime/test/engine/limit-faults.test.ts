import { setTimeout } from "node:timers/promises"
import { Context, References } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { failingCommit, failures, patiently } from "./failing-commit.ts"
import { newDatabase } from "./new-database.ts"
import { type Job, oneStep } from "./one-step.ts"

const commits = 9

describe("a line when a commit fails", () => {
  it.each(Object.keys(failures))(
    "P.9 N.8 one that %s keeps no slot, loses nobody and lets nobody past",
    async (failure) => {
      const silent = Context.make(References.MinimumLogLevel, "None")
      for (let nth = 1; nth <= commits; nth++) {
        let atWork = 0
        let most = 0
        const act = async ({ n }: Job): Promise<number> => {
          atWork += 1
          most = Math.max(most, atWork)
          await setTimeout(1)
          atWork -= 1
          return n
        }
        const workflows = oneStep(act, {
          workflow: { concurrency: { limit: 2 } },
          step: { concurrency: { limit: 1 }, rate: { limit: 1000, per: "1 minute" } },
        })
        const services = Context.merge(Context.make(OpenStore, failingCommit(nth, failure)), silent)
        const options = { database: await newDatabase(), workflows, durability: "normal" } as const
        await using engine = await patiently(() => createEngineWith(services, options))
        const ends = Array.from({ length: 5 }, async (_, n) => {
          const run = await patiently(() => engine.workflows.job.start({ n }, { id: `r${n}` }))
          return patiently(() => run.result())
        })
        expect(await Promise.all(ends)).toEqual([0, 1, 2, 3, 4])
        expect(most).toBe(1)
      }
    },
  )
})
