import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { failingStore, failures, strideOf } from "../engine/failing-store.ts"
import { newDatabase } from "../engine/new-database.ts"
import { oneStep } from "../engine/one-step.ts"
import { virtualTime } from "../engine/virtual-time.ts"

/** A caller who asks again. */
const patiently = async <Value>(ask: () => Promise<Value>, times = 10): Promise<Value> => {
  try {
    return await ask()
  } catch (error) {
    if (times === 0) throw error
    await new Promise((resolve) => setImmediate(resolve))
    return patiently(ask, times - 1)
  }
}

describe("cached calls on a store that fails now and then", () => {
  it.each(failures)(
    "F14.12 N.8 a call %s stops none of them, and none is lost",
    { timeout: 240_000 },
    async (failure) => {
      const wrong: unknown[] = []
      for (let nth = 1; ; nth += strideOf(failure)) {
        const { services, failed } = failingStore(nth, failure)
        const time = virtualTime()
        let begun = 0
        const workflows = oneStep(async ({ n }) => `answer ${n}, ${(begun += 1)}`, { step: { cache: { tags: ["t"] } } })
        const both = Context.merge(time.services, services)
        const opened = createEngineWith(both, { database: await newDatabase(), workflows })
        // What fails while it opens is the caller's to see.
        const engine = await opened.catch(() => undefined)
        if (engine === undefined) continue
        await using _ = engine
        const ids = ["a", "b", "c"]
        const state = { isOver: false }
        const outcomes = Promise.all(
          ids.map(async (id) => {
            const run = await patiently(() => engine.workflows.job.start({ n: 1 }, { id }))
            return patiently(() => run.outcome())
          }),
        ).finally(() => {
          state.isOver = true
        })
        while (!state.isOver) await time.pass("1 second")
        const answers = new Set((await outcomes).map((outcome) => JSON.stringify(outcome)))
        if (answers.size !== 1 || begun !== 1) wrong.push([nth, begun, ...answers])
        // There were no more calls than that.
        if (failed.size === 0) break
      }
      expect(wrong).toEqual([])
    },
  )
})
