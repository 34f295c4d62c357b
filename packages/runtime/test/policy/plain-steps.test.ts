import { expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { collectProgram } from "../advance/collect.ts"
import { countedStore } from "../engine/counted-store.ts"
import { newDatabase } from "../engine/new-database.ts"

it("N.4 a step without policies asks the store for its commit, and for nothing else", async () => {
  const { services, calls } = countedStore()
  const workflows = registry({ collect: collectProgram })
  await using engine = await createEngineWith(services, { database: await newDatabase(), workflows })
  const callsFor = async (count: number) => {
    const before = new Map(calls)
    await (await engine.workflows.collect.start({ count })).result()
    return (name: Parameters<typeof calls.get>[0]) => (calls.get(name) ?? 0) - (before.get(name) ?? 0)
  }
  await callsFor(1)
  const [few, many] = [await callsFor(2), await callsFor(42)]
  // What looks now and then at what others wrote goes by the clock, and not by steps.
  const looking = new Set(["changed", "commit"])
  const more = [...calls.keys()].filter((name) => !looking.has(name) && many(name) > few(name))
  expect(more).toEqual([])
  expect(many("commit") - few("commit")).toBeLessThanOrEqual(40)
})
