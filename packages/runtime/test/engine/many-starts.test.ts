import { encodeValue } from "@statewright/model"
import { openSqliteStore } from "@statewright/store"
import { Context } from "effect"
import { expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { newDatabase } from "./new-database.ts"
import { napProgram } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

it("N.4 what was accepted while nobody led is taken in batches, so that a leader shows that it lives between", async () => {
  const count = 2_500
  const database = await newDatabase()
  const store = await openSqliteStore({ path: database })
  const start = {
    id: "start",
    kind: "start",
    name: "nap",
    payload: encodeValue(undefined, "test"),
    acceptedAt: 0,
  } as const
  await store.insertInbox(Array.from({ length: count }, (_, n) => ({ ...start, runId: `n${n}` })))
  const sizes: number[] = []
  const open: typeof openSqliteStore = async (options) => {
    const opened = await openSqliteStore(options)
    return {
      ...opened,
      commit: async (epoch, batch) => {
        sizes.push(batch.length)
        return opened.commit(epoch, batch)
      },
    }
  }
  const services = Context.merge(virtualTime().services, Context.make(OpenStore, open))
  await using _ = await createEngineWith(services, { database, workflows: registry({ nap: napProgram }) })
  await until(async () => (await store.run(`n${count - 1}`)) !== undefined)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000)
  await store.close()
})
