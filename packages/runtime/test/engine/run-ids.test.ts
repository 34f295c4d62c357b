import { readdir } from "node:fs/promises"
import { dirname } from "node:path"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngine } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workflows, world } from "./programs.ts"

/** Each is another id, whatever it looks like, and means nothing to anybody. */
const odd = [
  "../statewright-run-id",
  "../../etc/passwd",
  "/",
  ".",
  "C:\\x",
  "%2e%2e%2fx",
  "%252e%252e%252fx",
  "a/main",
  "a",
  "A",
  "a ",
  " a",
  "caf\u00E9",
  "cafe\u0301",
  "a\u200Bb",
  "a\u200Db",
  "ab",
  "\u202Eab",
  "\u0430b",
  "\u{1F468}\u200D\u{1F469}",
  "\u2028",
  "'; DROP TABLE runs; --",
  "%",
  "_",
  "__proto__",
  "constructor",
  "\uFFFD",
  "x".repeat(255),
]

beforeEach(() => {
  world.calls = []
  world.act = async (input) => input
})

describe("the id of a run", () => {
  it("N.6 is opaque: those that look alike are told apart, and none is a path (fault 52)", async () => {
    const database = await newDatabase()
    await using engine = await createEngine({ database, workflows, durability: "normal" })
    const { workOnce } = engine.workflows
    const before = await readdir(dirname(database))
    for (const [number, id] of odd.entries()) await (await workOnce.start(number, { id })).result()
    for (const [number, id] of odd.entries()) {
      const run = await workOnce.get(id)
      expect([run.id, await run.result(), (await run.info()).input]).toEqual([id, number, number])
      expect((await engine.runs.list({ idPrefix: id })).runs.map((found) => found.id)).toContain(id)
    }
    expect(new Set((await engine.runs.list()).runs.map(({ id }) => id))).toEqual(new Set(odd))
    expect(new Set(world.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(odd.length)
    expect((await readdir(dirname(database))).toSorted()).toEqual(before.toSorted())
    expect(await readdir(dirname(dirname(database)))).not.toContain("statewright-run-id")
  })

  it.each([
    ["NUL", "a\0b", /control character/],
    ["an escape", "a\u001B[2Jb", /control character/],
    ["a line end", "a\nb", /control character/],
    ["half a surrogate pair", "a\uD800", /surrogate/],
    ["10 kB", "x".repeat(10_240), /10240 characters, more than 255/],
    ["nothing", "", /empty/],
  ])("N.6 is refused with %s in it, and nothing is stored (fault 52)", async (_, id, why) => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    await expect(engine.workflows.workOnce.start(1, { id })).rejects.toMatchObject({
      code: "RUN-004",
      message: expect.stringMatching(why),
    })
    expect((await engine.runs.list()).runs).toEqual([])
  })
})
