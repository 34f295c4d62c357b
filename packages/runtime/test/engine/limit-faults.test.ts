import { setTimeout } from "node:timers/promises"
import { Context, References } from "effect"
import { describe, expect, it } from "vitest"
import { DatabaseBusy, openSqliteStore, StorageFailed, type Store } from "@statewright/store"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { type Job, oneStep } from "./one-step.ts"

const commits = 9

/** How a commit fails: before it does anything, with or without it being known that it did nothing, or once it is done. */
const failures: Readonly<Record<string, (commit: () => Promise<unknown>) => Promise<Error>>> = {
  "is refused by a lock": async () => new DatabaseBusy("app.db"),
  "is refused by a dead disk": async () => new StorageFailed("app.db", new Error("for this test")),
  "is done and reported as failed": async (commit) => {
    await commit()
    return new StorageFailed("app.db", new Error("for this test"))
  },
}

/** A real store whose `nth` commit fails. */
const failingCommit = (nth: number, failure: keyof typeof failures): typeof openSqliteStore => {
  let count = 0
  return async (options) => {
    const store = await openSqliteStore(options)
    const commit: Store["commit"] = async (epoch, batch) => {
      count += 1
      if (count !== nth) return store.commit(epoch, batch)
      throw (await failures[failure]?.(() => store.commit(epoch, batch))) ?? new Error("no such failure")
    }
    return { ...store, commit }
  }
}

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

const patiently = async <Value>(ask: () => Promise<Value>): Promise<Value> => {
  for (;;) {
    try {
      return await ask()
    } catch {
      await setTimeout(1)
    }
  }
}
