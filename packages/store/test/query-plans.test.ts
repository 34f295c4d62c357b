import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { join } from "node:path"
import { expect, it } from "vitest"
import { plainPayloads } from "../src/plain-payloads.ts"
import { payloadsOf } from "../src/sqlite/payloads.ts"
import { sqliteStore } from "../src/sqlite/sqlite-store.ts"
import { temporaryFolder } from "./temporary-folder.ts"

it("N.4 no query reads through a whole table, so none costs more as runs grow long or many", async () => {
  const { store, connection, prepared } = await listenedStore()
  await store.runs({ limit: 9, cursor: "1/a" })
  await store.runs({ limit: 9, status: "running", cursor: "1/a" })
  await store.runs({ limit: 9, workflow: "w", cursor: "1/a" })
  await store.runs({ limit: 9, tags: { tenant: "acme" }, status: "running", cursor: "1/a" })
  await store.runs({ limit: 9, tags: { tenant: "acme", amount: 12 }, startedAfter: 1 })

  const queries = prepared.filter((text) => /^(?:select|insert|update|delete) /u.test(text) && !text.includes("count("))
  expect(queries.length).toBeGreaterThan(30)
  const scans = queries.flatMap((text) => {
    return planOf(connection, text)
      .filter((detail) => /^SCAN (?!leader\b|numbered\b|\(subquery)/u.test(detail) && !detail.includes("INDEX"))
      .map((detail) => `${detail}: ${text}`)
  })
  expect(scans).toEqual([])
  await store.close()
})

it("P.9 a list by tag walks along the index of tags, from where its page begins, and sorts nothing", async () => {
  const { store, connection, prepared } = await listenedStore()
  const from = prepared.length
  await store.runs({ limit: 9, tags: { tenant: "acme" }, cursor: "1/a" })
  await store.runs({ limit: 9, tags: { tenant: "acme", amount: 12 }, workflow: "w", startedAfter: 1 })
  await store.runs({ limit: 9, startedAfter: 1, startedBefore: 2 })
  const [paged, both, aged] = prepared.slice(from).map((text) => planOf(connection, text))
  expect(paged?.[0]).toBe(
    "SEARCH run_tags USING COVERING INDEX run_tags_by_value (name=? AND value=? AND (created_at,run_id)<(?,?))",
  )
  expect(both?.[0]).toBe("SEARCH run_tags USING COVERING INDEX run_tags_by_value (name=? AND value=? AND created_at>?)")
  expect(aged).toEqual(["SEARCH runs USING INDEX runs_by_age (created_at>? AND created_at<?)"])
  expect([paged, both, aged].flat().filter((detail) => detail?.includes("TEMP B-TREE"))).toEqual([])
  await store.close()
})

/** SQLite's plan of a query, a line for each table. */
const planOf = (connection: Database.Database, text: string): readonly string[] =>
  connection
    .prepare(`EXPLAIN QUERY PLAN ${text}`)
    .all(...Array.from(text.matchAll(/\?/gu), () => null))
    .map((row) => (row as { detail: string }).detail) // SQLite's own shape of a plan

/** A store on a new file, and what it prepares there. */
const listenedStore = async () => {
  const path = join(temporaryFolder(), "app.db")
  await (await openSqliteStore({ path })).close()
  const connection = new Database(path)
  const prepared: string[] = []
  const listening = new Proxy(connection, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== "function") return value
      return (...given: unknown[]): unknown => {
        if (name === "prepare") prepared.push(String(given[0]))
        return Reflect.apply(value, target, given)
      }
    },
  })
  const store = sqliteStore({
    connection: listening,
    path,
    payloads: payloadsOf(plainPayloads),
    inboxBound: 9,
    takeLock: () => undefined,
  })
  return { store, connection, prepared }
}
