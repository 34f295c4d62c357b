import { join } from "node:path"
import Database from "better-sqlite3"
import { expect, it } from "vitest"
import { openSqliteStore, plainPayloads } from "../src/index.ts"
import type { NewInboxRow } from "../src/index.ts"
import { payloadsOf } from "../src/sqlite/payloads.ts"
import { sqliteStore } from "../src/sqlite/sqlite-store.ts"
import { temporaryFolder } from "./temporary-folder.ts"

const bound = 300

const event = (runId: string, n: number): NewInboxRow => ({
  runId,
  id: `e${n}`,
  kind: "event",
  name: "approval",
  payload: "1",
  acceptedAt: 7,
})

it("N.7 an inbox is filled up to its bound, by several processes, without counting what is there for each row", async () => {
  const path = join(temporaryFolder(), "app.db")
  const other = await openSqliteStore({ path, inboxBound: bound })
  let [counts, untilFull] = [0, 0]
  const connection = new Database(path, {
    verbose: (text) => void (counts += Number(String(text).includes("count(*)"))),
  })
  const payloads = payloadsOf(plainPayloads)
  const lock = { takeLock: () => undefined, isLockHeld: () => false }
  const store = sqliteStore({ connection, path, payloads, inboxBound: bound, ...lock })
  const accepted = { here: 0, there: 0 }
  for (let n = 0; n < 2 * bound; n++) {
    // Now and then another process puts some in, too.
    const [put, where] = n % 10 === 0 ? ([other, "there"] as const) : ([store, "here"] as const)
    const [answer] = await put.insertInbox([event("a", n)])
    if (answer?.status === "accepted") accepted[where] += 1
    if (n < bound) untilFull = counts
  }
  expect(untilFull).toBeGreaterThan(0)
  expect(untilFull).toBeLessThan(40)
  expect(accepted).toEqual({ here: (bound * 9) / 10, there: bound / 10 })
  expect(await store.insertInbox([event("b", 0)])).toMatchObject([{ status: "accepted" }])
  await store.close()
  await other.close()
})
