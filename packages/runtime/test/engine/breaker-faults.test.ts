import { setTimeout } from "node:timers/promises"
import { Context, References } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { failingCommit, failures, patiently } from "./failing-commit.ts"
import { newDatabase } from "./new-database.ts"
import { type Job, oneStep } from "./one-step.ts"

const commits = 8

const breaker = { failureThreshold: 1, openFor: 1 }

/** An engine over a store that fails once; its dependency is down for the first call. */
const engineOver = async (nth: number, failure: string) => {
  let [atWork, most, calls] = [0, 0, 0]
  let isClosed = false
  const act = async ({ n }: Job): Promise<number> => {
    calls += 1
    const isFirst = calls === 1
    atWork += 1
    if (!isClosed) most = Math.max(most, atWork)
    await setTimeout(1)
    atWork -= 1
    if (isFirst) throw new Error("down")
    isClosed = true
    return n
  }
  const silent = Context.make(References.MinimumLogLevel, "None")
  const services = Context.merge(Context.make(OpenStore, failingCommit(nth, failure)), silent)
  const options = { database: await newDatabase(), workflows: oneStep(act, { step: { breaker } }) }
  const engine = await patiently(() => createEngineWith(services, { ...options, durability: "normal" }))
  const outcome = async (n: number): Promise<string> => {
    const run = await patiently(() => engine.workflows.job.start({ n }, { id: `r${n}` }))
    return patiently(async () => (await run.outcome()).status)
  }
  return { engine, outcome, probes: () => most, services: silent, ...options }
}

describe("a breaker when a commit fails", () => {
  it.each(Object.keys(failures))(
    "F05.5 F05.7 N.8 one that %s takes no place for ever, and is stored as it stands",
    async (failure) => {
      for (let nth = 1; nth <= commits; nth++) {
        const { engine, outcome, probes, database, workflows, services } = await engineOver(nth, failure)
        expect(await outcome(0)).toBe("failed")
        await setTimeout(2)
        await Promise.all(Array.from({ length: 5 }, (_, n) => outcome(n + 1)))
        // Whoever asks now is a probe, or goes through.
        let n = 100
        while ((await outcome(n)) !== "completed") n += 1
        expect(probes()).toBe(1)
        expect(await outcome(99)).toBe("completed")
        await engine.close()
        await using next = await createEngineWith(services, { database, workflows })
        expect(await next.breakers.list()).toMatchObject([{ key: "work", state: "closed", failures: 0 }])
      }
    },
  )
})
