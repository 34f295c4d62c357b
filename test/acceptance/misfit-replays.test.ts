import { type AskingLetters, createEngine, lettersOf } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { bench, Broken } from "./workflows/mending.workflow.ts"

beforeEach(() => {
  bench.mended = []
  bench.act = async (part) => {
    throw new Broken({ part })
  }
})

/** An engine with a dead letter, and somebody who asks it from outside and knows no workflows. */
const workshop = async (name: "inTurn" | "named") => {
  const database = await newDatabase()
  const engine = await createEngine({ database, workflows, durability: "normal" })
  await (await engine.workflows[name].start(["part 1"])).outcome()
  const store = await openSqliteStore({ path: database })
  const settled: AskingLetters["settled"] = async (seq) => {
    while ((await store.event(seq))?.settled === false) await new Promise((resolve) => setImmediate(resolve))
    return true
  }
  const outside = lettersOf({ store, submit: () => undefined, now: Date.now, id: () => crypto.randomUUID(), settled })
  const close = async () => {
    await store.close()
    await engine.close()
  }
  return { engine, outside, [Symbol.asyncDispose]: close }
}

describe("a replay with an input that does not fit, asked for by who knows no workflows", () => {
  it.each(["inTurn", "named"] as const)("F07.5 is refused by who leads, and nothing has changed: %s", async (name) => {
    await using shop = await workshop(name)
    const { engine, outside } = shop
    const before = await engine.letters.get(1)
    await expect(outside.replay(1, { input: { not: "parts" } })).rejects.toMatchObject({
      _tag: "ValidationFailed",
      code: "VAL-010",
      boundary: `input of workflow \`${name}\``,
      issues: [{ message: expect.stringContaining("array") }],
      hint: expect.stringContaining("Change the value"),
    })
    expect(await engine.letters.get(1)).toEqual(before)
    expect((await engine.runs.list()).runs).toHaveLength(1)
    bench.act = async (part) => `${part} is whole`
    expect(await outside.replay(1, { input: ["part 2"] })).toMatchObject({ taken: true })
    while ((await engine.letters.list()).letters.length > 0) await new Promise((resolve) => setImmediate(resolve))
    expect(bench.mended).toEqual(["part 1", "part 2"])
  })

  it("F07.5 is refused, too, where its workflow cannot name it", async () => {
    await using shop = await workshop("named")
    const { engine, outside } = shop
    const before = await engine.letters.get(1)
    for (const letters of [outside, engine.letters]) {
      await expect(letters.replay(1, { input: [] })).rejects.toMatchObject({ _tag: "InvalidTags" })
    }
    expect(await engine.letters.get(1)).toEqual(before)
    expect((await engine.runs.list()).runs).toHaveLength(1)
  })
})
