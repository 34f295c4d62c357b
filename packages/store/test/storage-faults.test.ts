import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { starting } from "../src/contract/transitions.ts"
import { plainPayloads } from "../src/plain-payloads.ts"
import { isLeaderLockHeld, takeLeaderLock } from "../src/sqlite/leader-lock.ts"
import { payloadsOf } from "../src/sqlite/payloads.ts"
import { sqliteStore } from "../src/sqlite/sqlite-store.ts"
import { temporaryFolder } from "./temporary-folder.ts"

/** A store that leads, and a connection of somebody else to its file. */
const ledStore = async (busyTimeout: number) => {
  const path = join(temporaryFolder(), "app.db")
  await (await openSqliteStore({ path })).close()
  const connection = new Database(path, { timeout: busyTimeout })
  const foreign = new Database(path)
  const lock = { takeLock: () => takeLeaderLock(Database, path), isLockHeld: () => isLeaderLockHeld(Database, path) }
  const store = sqliteStore({ connection, path, payloads: payloadsOf(plainPayloads), inboxBound: 9, ...lock })
  onTestFinished(async () => {
    await store.close()
    foreign.close()
  })
  const answer = await store.lead({ at: 0, tick: 0 })
  if (answer.status !== "leader") throw new Error("must lead")
  return { store, epoch: answer.lease.epoch, connection, foreign }
}

describe("the SQLite store in trouble", () => {
  it("N.8 says that the disk is full, writes no half transition, and goes on once there is space", async () => {
    const { store, epoch, connection } = await ledStore(0)
    await store.commit(epoch, [starting("a")])
    const pages = Number(connection.pragma("page_count", { simple: true }))
    connection.pragma(`max_page_count = ${pages + 2}`)
    const large = starting("b", { frame: { kind: "base", snapshot: "x".repeat(100_000) } })
    await expect(store.commit(epoch, [starting("c"), large])).rejects.toMatchObject({
      _tag: "DiskFull",
      code: "STORE-012",
    })
    expect((await store.runs({ limit: 9 })).runs.map(({ id }) => id)).toEqual(["a"])
    expect(connection.inTransaction).toBe(false)

    connection.pragma("max_page_count = 1000000")
    expect(await store.commit(epoch, [starting("c"), large])).toMatchObject([
      { status: "committed" },
      { status: "committed" },
    ])
    expect(await store.check()).toEqual([])
  })

  it("N.8 says that another process holds the file, and goes on once it lets go", async () => {
    const { store, epoch, foreign } = await ledStore(1)
    foreign.exec("BEGIN IMMEDIATE")
    await expect(store.commit(epoch, [starting("a")])).rejects.toMatchObject({
      _tag: "DatabaseBusy",
      code: "STORE-011",
    })
    await expect(store.insertInbox([{ runId: "a", id: "e", kind: "event", acceptedAt: 1 }])).rejects.toMatchObject({
      _tag: "DatabaseBusy",
    })
    expect(await store.run("a")).toBeUndefined()
    foreign.exec("COMMIT")
    expect(await store.commit(epoch, [starting("a")])).toMatchObject([{ status: "committed" }])
  })

  it("N.8 is not held up by somebody who reads", async () => {
    const { store, epoch, foreign } = await ledStore(0)
    foreign.exec("BEGIN; SELECT * FROM runs")
    expect(await store.commit(epoch, [starting("a")])).toMatchObject([{ status: "committed" }])
    foreign.exec("COMMIT")
  })
})
