import { openSqliteStore, vacuumDatabase } from "@statewright/store"
import Database from "better-sqlite3"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { isLeaderLockHeld, takeLeaderLock } from "../src/sqlite/leader-lock.ts"
import { temporaryFolder } from "./temporary-folder.ts"

const openAt = async (path: string) => {
  const store = await openSqliteStore({ path, durability: "normal" })
  onTestFinished(() => store.close())
  return store
}

/** As its leader leaves it behind who is killed: the row names it, and nobody has the lock. */
const ledByTheDead = async (path: string): Promise<void> => {
  await (await openSqliteStore({ path })).close()
  new Database(path).exec("UPDATE leader SET epoch = 7, pid = 4194305, locked = 1").close()
}

/** Somebody asks who leads, and is stopped in the midst of it. */
const slowAsker = (path: string) => {
  const asker = new Database(`${path}.leader`, { timeout: 0 })
  asker.exec("BEGIN; SELECT 1 FROM sqlite_schema")
  onTestFinished(() => void asker.close())
  return { ends: () => void asker.close() }
}

describe("the lock of the leader", () => {
  it("N.5 is not had by who only asks: any number may ask at once, and all are told the truth", async () => {
    const path = join(temporaryFolder(), "app.db")
    await ledByTheDead(path)
    const store = await openAt(path)
    slowAsker(path)
    expect(isLeaderLockHeld(Database, path)).toBe(false)
    expect(await store.leader()).toBeUndefined()
  })

  it("N.5 is not touched where it is known anyway that nobody leads, or who does", async () => {
    const path = join(temporaryFolder(), "app.db")
    const [asks, leads] = [await openAt(path), await openAt(path)]
    const lock = takeLeaderLock(Database, path)
    expect(await asks.leader()).toBeUndefined()
    lock?.release()
    expect(await leads.lead({ at: 0, tick: 0 })).toMatchObject({ status: "leader" })
    expect(await leads.leader()).toMatchObject({ pid: process.pid })
  })

  it("N.5 is had by who leads, and by nobody else, however many ask", async () => {
    const path = join(temporaryFolder(), "app.db")
    const lock = takeLeaderLock(Database, path)
    expect(isLeaderLockHeld(Database, path)).toBe(true)
    expect(isLeaderLockHeld(Database, path)).toBe(true)
    expect(takeLeaderLock(Database, path)).toBeUndefined()
    lock?.release()
    expect(isLeaderLockHeld(Database, path)).toBe(false)
    takeLeaderLock(Database, path)?.release()
  })

  it("N.5 is had once those who ask have ended", async () => {
    const path = join(temporaryFolder(), "app.db")
    await ledByTheDead(path)
    const store = await openAt(path)
    const asker = slowAsker(path)
    expect(await store.lead({ at: 0, tick: 0 })).toMatchObject({ status: "held" })
    asker.ends()
    await expect(vacuumDatabase(path)).resolves.toMatchObject({})
    expect(await store.lead({ at: 0, tick: 1 })).toMatchObject({
      status: "leader",
      lease: { epoch: 8, after: "crash" },
    })
  })
})
