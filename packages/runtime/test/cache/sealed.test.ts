import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { cachedShop } from "./cached-shop.ts"

const encryption = { keys: [{ id: "k1", key: Buffer.alloc(32, 7) }] }
const cache = { key: ({ n }: { n: number }) => `KEY-CANARY-${n}`, tags: ({ n }: { n: number }) => [`TAG-CANARY-${n}`] }
const act = ({ n }: { n: number }): string => `VALUE-CANARY-${n}`

const bytesOf = (database: string): string =>
  ["", "-wal"].map((end) => (existsSync(database + end) ? readFileSync(database + end, "latin1") : "")).join("")

describe("cached answers in a database with keys", () => {
  it("F14.9 F07.11 are found, listed and invalidated as ever, and stand nowhere in clear (fault 55)", async () => {
    for (const options of [{ encryption }, {}]) {
      const { engine, answer, begun, database } = await cachedShop(cache, { act, options })
      await using _ = engine
      for (const n of [1, 2, 1, 2]) await answer(n)
      expect(begun).toEqual([1, 2])
      const listed = async (query: object) => (await engine.cache.list(query)).entries.map(({ key }) => key)
      expect((await listed({})).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
        "KEY-CANARY-1",
        "KEY-CANARY-2",
      ])
      expect(await listed({ tag: "TAG-CANARY-2" })).toEqual(["KEY-CANARY-2"])
      expect(await listed({ pattern: "work/KEY-*-1" })).toEqual(["KEY-CANARY-1"])
      const found = ["KEY", "TAG", "VALUE"].filter((what) => bytesOf(database).includes(`${what}-CANARY-`))
      expect(found).toEqual("encryption" in options ? [] : ["KEY", "TAG", "VALUE"])
      await engine.cache.invalidate({ step: "work", key: "KEY-CANARY-1" })
      await answer(1)
      await answer(2)
      expect(begun).toEqual([1, 2, 1])
    }
  })

  it("F14.9 F07.11 are forgotten when the database is given its first key", async () => {
    const one = await cachedShop(cache, { act })
    await one.answer(1)
    await one.engine.close()
    const two = await cachedShop(cache, { act, database: one.database, options: { encryption } })
    await using _ = two.engine
    expect((await two.engine.cache.list()).entries).toEqual([])
    await two.answer(1)
    expect(two.begun).toEqual([1])
  })
})
