import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { join } from "node:path"
import { expect, it } from "vitest"
import { plainPayloads } from "../src/plain-payloads.ts"
import { payloadsOf } from "../src/sqlite/payloads.ts"
import { sqliteStore } from "../src/sqlite/sqlite-store.ts"
import { temporaryFolder } from "./temporary-folder.ts"

it("N.4 no query reads through a whole table, so none costs more as runs grow long or many", async () => {
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
  await store.runs({ limit: 9, cursor: "1/a" })
  await store.runs({ limit: 9, status: "running", cursor: "1/a" })
  await store.runs({ limit: 9, workflow: "w", cursor: "1/a" })

  const queries = prepared.filter((text) => /^(?:select|insert|update|delete) /u.test(text) && !text.includes("count("))
  expect(queries.length).toBeGreaterThan(30)
  const scans = queries.flatMap((text) => {
    const plan = connection.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...Array.from(text.matchAll(/\?/gu), () => null))
    return plan
      .map((row) => (row as { detail: string }).detail) // SQLite's own shape of a plan
      .filter((detail) => /^SCAN (?!leader\b)/u.test(detail) && !detail.includes("INDEX"))
      .map((detail) => `${detail}: ${text}`)
  })
  expect(scans).toEqual([])
  await store.close()
})
