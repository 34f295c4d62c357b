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
  await store.runs({ limit: 9, parent: "a", status: "running", cursor: "1/a" })
  await store.runs({ limit: 9, root: "a" })
  await store.runs({ limit: 9, tags: { tenant: "acme", amount: 12 }, startedAfter: 1 })

  // Whether a table holds anything is seen by its first row.
  const asksForOne = (text: string): boolean => /^select "run_id" from "\w+" limit \+\?$/u.test(text)
  const queries = prepared.filter(
    (text) => /^(?:select|insert|update|delete|with) /u.test(text) && !text.includes("count(") && !asksForOne(text),
  )
  expect(queries.length).toBeGreaterThan(30)
  const scans = queries.flatMap((text) => {
    return planOf(connection, text)
      .filter(
        (detail) =>
          /^SCAN (?!leader\b|numbered\b|mutexes$|cache_counts$|breakers$|above\b|\(subquery)/u.test(detail) &&
          !detail.includes("INDEX"),
      )
      .map((detail) => `${detail}: ${text}`)
  })
  expect(scans).toEqual([])
  // SQLite would prepare some of them anew each time they are bound.
  expect(queries.filter((text) => / where .*(?:=|<|>|limit) \?/u.test(text))).toEqual([])
  await store.close()
})

it("P.9 a list by tag walks along the index of tags, from where its page begins, and sorts nothing", async () => {
  const { store, connection, prepared } = await listenedStore()
  const from = prepared.length
  await store.runs({ limit: 9, tags: { tenant: "acme" }, cursor: "1/a" })
  await store.runs({ limit: 9, tags: { tenant: "acme", amount: 12 }, workflow: "w", startedAfter: 1 })
  await store.runs({ limit: 9, startedAfter: 1, startedBefore: 2 })
  const [paged, both, aged] = prepared.slice(from).map((text) => planOf(connection, text))
  expect(inner(paged)[0]).toBe(
    "SEARCH run_tags USING COVERING INDEX run_tags_by_value (name=? AND value=? AND (created_at,run_id)<(?,?))",
  )
  expect(inner(both)[0]).toBe(
    "SEARCH run_tags USING COVERING INDEX run_tags_by_value (name=? AND value=? AND created_at>?)",
  )
  expect(inner(aged)).toEqual(["SEARCH runs USING COVERING INDEX runs_by_age (created_at>? AND created_at<?)"])
  await store.close()
})

it("P.9 a list by state asks the last transition of each run that has not ended", async () => {
  const { store, connection, prepared } = await listenedStore()
  const from = prepared.length
  await store.runs({ limit: 9, state: "main.charge", status: "running" })
  const [byState] = prepared.slice(from).map((text) => planOf(connection, text))
  expect(inner(byState)).toEqual([
    "SEARCH runs USING INDEX runs_by_status (status=?)",
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/u),
    "SEARCH moves USING PRIMARY KEY (run_id=?)",
  ])
  await store.close()
})

it("F10.10 events and waits are found by their indexes, and sorted only where a run has several", async () => {
  const { store, connection, prepared } = await listenedStore()
  const plans = (start: string): readonly string[] =>
    prepared.filter((text) => text.startsWith(start)).flatMap((text) => planOf(connection, text))
  expect(plans('select "waits".')).toEqual([
    "SEARCH waits USING PRIMARY KEY (run_id=?)",
    "USE TEMP B-TREE FOR ORDER BY",
    "SEARCH runs USING PRIMARY KEY (id=?)",
    "SEARCH waits USING INDEX waits_by_key (name=? AND site=? AND match_key=? AND run_id=?)",
    "USE TEMP B-TREE FOR ORDER BY",
  ])
  expect(plans('select distinct "waits".')).toEqual([
    "SEARCH waits USING COVERING INDEX waits_by_key (name=? AND site=? AND match_key=?)",
    "SEARCH runs USING PRIMARY KEY (id=?)",
  ])
  expect(plans('select "inbox".').filter((detail) => detail.includes("inbox"))).toEqual([
    "SEARCH inbox USING INTEGER PRIMARY KEY (rowid=?)",
    "SEARCH inbox USING INDEX sqlite_autoindex_inbox_1 (run_id=? AND id=?)",
    "SEARCH inbox USING INDEX inbox_pending_of_run (run_id=? AND rowid>?)",
    "SEARCH inbox USING INDEX inbox_broadcast (name=? AND seq>?)",
    "SEARCH inbox USING INDEX inbox_broadcast (name=? AND seq>?)",
  ])
  const old = prepared.find((text) => text.includes('"accepted_at" < +?'))
  expect(planOf(connection, old ?? "")).toEqual([
    "SEARCH inbox USING INDEX inbox_broadcast_by_age (run_id=? AND accepted_at<?)",
  ])
  const from = prepared.length
  await store.events({ limit: 9, name: "paid", cursor: 9 })
  expect(prepared.slice(from).map((text) => planOf(connection, text))).toEqual([
    ["SEARCH inbox USING INDEX inbox_events (seq<?)"],
  ])
  await store.close()
})

/** How the ids of a page are found; the runs of the page alone are looked up as a whole, and put in order. */
const inner = (plan: readonly string[] = []): readonly string[] => {
  const [list, page, ...found] = plan
  expect([list, page]).toEqual(["SEARCH runs USING PRIMARY KEY (id=?)", expect.stringMatching(/^LIST SUBQUERY/u)])
  const outer = found.findIndex((detail) => detail.startsWith("SEARCH last"))
  expect(found.slice(outer)).toEqual([
    "SEARCH last USING PRIMARY KEY (run_id=? AND rev=?)",
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/u),
    "SEARCH moves USING PRIMARY KEY (run_id=?)",
    "USE TEMP B-TREE FOR ORDER BY",
  ])
  return found.slice(0, outer)
}

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
    isLockHeld: () => false,
  })
  return { store, connection, prepared }
}
