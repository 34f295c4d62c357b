import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { type Job, oneStep } from "../engine/one-step.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { copiedStore } from "./copied-store.ts"

const ids = ["a", "b", "c", "d"]

/** What the step does in one life; it may fail at first. */
const life = (fails = false) => {
  const begun: number[] = []
  let most = 0
  let atWork = 0
  const act = async ({ n }: Job): Promise<string> => {
    begun.push(n)
    atWork += 1
    most = Math.max(most, atWork)
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    atWork -= 1
    if (fails && begun.length === 1) throw new Error("not yet")
    return `answer of ${n}`
  }
  return { begun, act, most: () => most }
}

describe("a process that is killed before or after any commit", () => {
  it.each([1, 2])(
    "F14.12 N.2 leaves calls that ask for the same to the next one, which runs them once (%i)",
    async (n) => {
      const retry = { strategy: "fixed", initialDelay: "1 minute", maxAttempts: 5 }
      const step = { cache: { tags: ["t"] }, retry }
      const first = life(n === 2)
      const { services, copies } = copiedStore()
      const time = virtualTime()
      const both = Context.merge(time.services, services)
      const database = await newDatabase()
      const engine = await createEngineWith(both, { database, workflows: oneStep(first.act, { step }) })
      const runs = await Promise.all(ids.map((id) => engine.workflows.job.start({ n }, { id })))
      if (n === 2) {
        await until(async () => (await runs[0]?.info())?.steps[0]?.status === "retrying")
        await time.pass("1 minute")
      }
      for (const run of runs) expect(await run.result()).toBe(`answer of ${n}`)
      expect(first.begun).toHaveLength(n)
      await engine.close()
      expect(copies.length).toBeGreaterThan(6)

      for (const copy of copies) {
        const next = life()
        const later = virtualTime()
        later.shift(120_000)
        await using again = await createEngineWith(later.services, {
          database: copy,
          workflows: oneStep(next.act, { step }),
        })
        const stored = await again.runs.list()
        for (const { id } of stored.runs) {
          const run = await again.workflows.job.get(id)
          await later.pass("1 minute")
          expect(await run.outcome()).toMatchObject({ status: "completed", output: `answer of ${n}` })
        }
        // At most one that was at work is at work again, and it is never at work twice at once.
        expect(next.begun.length).toBeLessThanOrEqual(1)
        expect(next.most()).toBeLessThanOrEqual(1)
        // What it came to is cached.
        expect(await (await again.workflows.job.start({ n })).result()).toBe(`answer of ${n}`)
        expect(next.begun.length).toBeLessThanOrEqual(1)
      }
    },
  )
})
