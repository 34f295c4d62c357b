import { randomUUID } from "node:crypto"
import { cancelRun, createEngine } from "@statewright/runtime"
import type { Run } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"

/** Where the helper of the workflow sleeps. */
const asleep = async (run: Run<unknown>): Promise<void> => {
  while ((await run.info()).steps[0]?.status !== "completed") await new Promise((resolve) => setImmediate(resolve))
}

const expectCalledBack = async (run: Run<unknown>, why: string): Promise<void> => {
  expect(await run.outcome()).toMatchObject({ status: "cancelled", error: { reason: why, _tag: "Cancelled" } })
  const { steps } = await run.info()
  expect(steps.map(({ name, input }) => [name, input])).toEqual([
    ["send", "p1"],
    ["callBack", "helper of p1"],
    ["callBack", `body of p1: ${why}`],
  ])
}

describe("a compiled workflow that somebody cancels", () => {
  it("P.9 SEMANTICS 23 cleans up from the innermost helper outwards, knows why, and ends as cancelled", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    const run = await engine.workflows.parcel.start({ id: "p1", days: 3 })
    await asleep(run)
    await run.cancel({ reason: "wrong address" })
    await expectCalledBack(run, "wrong address")
  })

  it("P.9 SEMANTICS 23 is told by the next engine when nobody led", async () => {
    const database = await newDatabase()
    const first = await createEngine({ database, workflows, durability: "normal" })
    const { id } = await first.workflows.parcel.start({ id: "p1", days: 3 })
    await asleep(await first.workflows.parcel.get(id))
    await first.close()

    const store = await openSqliteStore({ path: database })
    const requesting = { store, submit: () => undefined, now: Date.now, id: randomUUID }
    expect(await cancelRun(requesting, id, { reason: "nobody there" })).toBe("cancelling")
    expect(await cancelRun(requesting, id, { reason: "again" })).toBe("asked already")
    await store.close()

    await using second = await createEngine({ database, workflows, durability: "normal" })
    await expectCalledBack(await second.workflows.parcel.get(id), "nobody there")
  })
})
