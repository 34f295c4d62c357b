import { openSqliteStore } from "@statewright/store"
import { Context, References } from "effect"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { type Failure, failingStore, failures, strideOf } from "../engine/failing-store.ts"
import { newDatabase } from "../engine/new-database.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { calling, workflows, world } from "./child-programs.ts"

beforeEach(() => {
  world.calls = []
  world.act = async (input) => `billed ${String(input)}`
  calling.options = {}
})

describe("sub-workflows on a store that fails once", () => {
  it.each(failures)(
    "N.8 F08.1 end, and their parents hear of it once, whichever call is %s (fault 36)",
    async (failure) => {
      for (let nth = 1; ; nth += strideOf(failure)) {
        const { result, calls, transitions, failed } = await orderOnce(nth, failure)
        expect([result, calls, transitions], `call ${nth}: ${[...failed].join(", ")}`).toEqual([
          "ordered: billed pump",
          ["pump"],
          ["start", "child"],
        ])
        if (failed.size === 0) break
      }
    },
  )
})

/** Orders a pump as a patient caller does. */
const orderOnce = async (nth: number, failure: Failure) => {
  world.calls = []
  const time = virtualTime()
  const store = failingStore(nth, failure)
  const services = Context.mergeAll(time.services, store.services, Context.make(References.MinimumLogLevel, "None"))
  const database = await newDatabase()
  await using engine = await again(() => createEngineWith(services, { database, workflows }))

  /** Time passes meanwhile. */
  const patiently = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    const tried = again(act)
    const settled = tried.then(
      () => true,
      () => true,
    )
    while ((await Promise.race([settled, time.pass("1 second")])) === undefined);
    return tried
  }
  const run = await patiently(() => engine.workflows.order.start("pump", { id: "o-1" }))
  const result = await patiently(() => run.result())
  const { failed } = store
  await engine.close()
  const after = await openSqliteStore({ path: database })
  const transitions = (await after.transitions("o-1")).map(({ movedBy }) => movedBy?.kind)
  await after.close()
  return { result, calls: world.calls, transitions, failed }
}

/** Until it does not fail: a store fails five times at most. */
const again = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  for (let times = 0; times < 5; times++) {
    try {
      return await act()
    } catch {
      // Once more.
    }
  }
  return act()
}
