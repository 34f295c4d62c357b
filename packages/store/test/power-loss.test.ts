import { openSqliteStore } from "@statewright/store"
import type { Durability } from "@statewright/store"
import Database from "better-sqlite3"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { moving, starting } from "../src/contract/transitions.ts"
import { plainPayloads } from "../src/plain-payloads.ts"
import { connect } from "../src/sqlite/connect.ts"
import { isLeaderLockHeld, takeLeaderLock } from "../src/sqlite/leader-lock.ts"
import { payloadsOf } from "../src/sqlite/payloads.ts"
import { sqliteStore } from "../src/sqlite/sqlite-store.ts"
import { lossyDisk, type Written } from "./lossy-disk.ts"
import { temporaryFolder } from "./temporary-folder.ts"

const commits = 60

/** What stands in the two files after each commit; commit n starts run `n` and moves run `a` to rev n + 1. */
const recorded = async (durability: Durability): Promise<readonly Written[]> => {
  const path = join(temporaryFolder(), "app.db")
  await (await openSqliteStore({ path })).close()
  const connection = connect(Database, path, { durability, busyTimeout: 0 })
  // So that the log is folded in and begun again many times.
  connection.pragma("wal_autocheckpoint = 40")
  const lock = { takeLock: () => takeLeaderLock(Database, path), isLockHeld: () => isLeaderLockHeld(Database, path) }
  const store = sqliteStore({ connection, path, payloads: payloadsOf(plainPayloads), inboxBound: 9, ...lock })
  const answer = await store.lead({ at: 0, tick: 0 })
  if (answer.status !== "leader") throw new Error("must lead")
  const { epoch } = answer.lease
  await store.commit(epoch, [starting("a")])
  const now = (): Written => ({ database: readFileSync(path), log: readFileSync(`${path}-wal`) })
  const written = [now()]
  for (let n = 1; n <= commits; n++) {
    const delta = `+${n} ${"x".repeat((n % 7) * 900)}`
    await store.commit(epoch, [moving("a", n, { frame: { kind: "delta", delta } }), starting(String(n))])
    written.push(now())
  }
  await store.close()
  return written
}

/** How many commits are there after a restart; fails where one is there in part, or the file is damaged. */
const survivors = async ({ database, log }: Written): Promise<number> => {
  const path = join(temporaryFolder(), "app.db")
  writeFileSync(path, database)
  writeFileSync(`${path}-wal`, log)
  const store = await openSqliteStore({ path })
  expect(await store.check()).toEqual([])
  const count = ((await store.run("a"))?.rev ?? 0) - 1
  expect((await store.frame("a"))?.deltas.map((delta) => Number.parseInt(delta, 10))).toEqual(
    Array.from({ length: count }, (_, n) => n + 1),
  )
  const { runs } = await store.runs({ limit: 1_000 })
  expect(runs.map(({ id }) => id).toSorted()).toEqual(
    ["a", ...Array.from({ length: count }, (_, n) => String(n + 1))].toSorted(),
  )
  await store.close()
  return count
}

const seed = Number(process.env["STATEWRIGHT_SEED"] ?? Date.now() % 1_000_000)

describe("a loss of power", () => {
  it("N.1 with `full` takes nothing that was acknowledged, wherever the writing is cut (fault 40)", async () => {
    const disk = lossyDisk(await recorded("full"), seed)
    for (let cut = 0; cut < 80; cut++) {
      const { acknowledged, left } = disk.cut("full")
      const count = await survivors(left)
      expect([acknowledged, acknowledged + 1], `STATEWRIGHT_SEED=${seed}, cut ${cut}`).toContain(count)
    }
  })

  it("N.1 with `normal` takes the last commits at most, and each of them whole (fault 40)", async () => {
    const disk = lossyDisk(await recorded("normal"), seed)
    let lost = 0
    for (let cut = 0; cut < 80; cut++) {
      const { acknowledged, synced, left } = disk.cut("normal")
      const count = await survivors(left)
      expect(count, `STATEWRIGHT_SEED=${seed}, cut ${cut}`).toBeGreaterThanOrEqual(synced)
      expect(count, `STATEWRIGHT_SEED=${seed}, cut ${cut}`).toBeLessThanOrEqual(acknowledged + 1)
      if (count < acknowledged) lost++
    }
    // The cuts do cut.
    expect(lost).toBeGreaterThan(10)
  })
})
