import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { takeLeaderLock } from "../src/sqlite/leader-lock.ts"
import { migrate } from "../src/sqlite/migrate.ts"
import { allMigrations } from "../src/sqlite/migrations/all-migrations.ts"
import type { Migration } from "../src/sqlite/migrations/migration.ts"
import { temporaryFolder } from "./temporary-folder.ts"

const addNote: Migration = {
  name: "9001-note",
  up: (connection) => void connection.exec("ALTER TABLE runs ADD COLUMN note TEXT"),
}
const breaks: Migration = {
  name: "9002-breaks",
  up: (connection) => void connection.exec("CREATE TABLE half (x); SELECT * FROM nowhere"),
}

/** The format that a new file has. */
const present = allMigrations.length

/** A database of that format with one row in it, and a connection to it. */
const oldDatabase = async (folder: string) => {
  const path = join(folder, "app.db")
  const store = await openSqliteStore({ path })
  await store.insertInbox([{ runId: "a", id: "e", kind: "event", acceptedAt: 1 }])
  await store.close()
  const connection = new Database(path)
  onTestFinished(() => void connection.close())
  const upgrade = (...more: Migration[]) =>
    migrate(connection, {
      path,
      migrations: [...allMigrations, ...more],
      takeLock: () => takeLeaderLock(Database, path),
    })
  return { path, connection, upgrade }
}

const format = (connection: Database.Database) => connection.pragma("user_version", { simple: true })

describe("migrate", () => {
  it("N.11 migrates forward and keeps a copy of what was", async () => {
    const folder = temporaryFolder()
    const { path, connection, upgrade } = await oldDatabase(folder)
    upgrade(addNote)
    expect(format(connection)).toBe(present + 1)
    expect(connection.prepare("SELECT note FROM runs").all()).toEqual([])

    const backup = await openSqliteStore({ path: `${path}.format-${present}.backup` })
    expect(await backup.inbox("a")).toHaveLength(1)
    await backup.close()
  })

  it("N.11 brings a file of every earlier format to the present one, with what is in it", async () => {
    for (let age = 1; age < present; age++) {
      const path = join(temporaryFolder(), "app.db")
      const connection = new Database(path)
      migrate(connection, { path, migrations: allMigrations.slice(0, age), takeLock: () => undefined })
      connection.exec(
        "INSERT INTO inbox (run_id, id, kind, accepted_at, processed_rev) VALUES ('a', 'e', 'event', 1, 3)",
      )
      connection.close()

      const store = await openSqliteStore({ path })
      expect(await store.inbox("a")).toMatchObject([{ id: "e", processedRev: 3, processedAt: null, seed: null }])
      expect(await store.branches("a")).toEqual([])
      await store.close()
    }
  })

  it("N.11 does nothing to a file of the present format", async () => {
    const folder = temporaryFolder()
    const { connection, upgrade } = await oldDatabase(folder)
    const writes = () => connection.prepare("SELECT total_changes()").pluck().get()
    const before = writes()
    upgrade()
    expect(writes()).toBe(before)
    expect(readdirSync(folder).filter((name) => name.includes("backup"))).toEqual([])
  })

  it("N.11 leaves the file as it was when one of them fails", async () => {
    const { connection, upgrade } = await oldDatabase(temporaryFolder())
    expect(() => upgrade(addNote, breaks)).toThrow(
      expect.objectContaining({ _tag: "MigrationFailed", message: expect.stringContaining("9002-breaks") }),
    )
    expect(format(connection)).toBe(present)
    expect(connection.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([])
    expect(() => connection.prepare("SELECT note FROM runs")).toThrow("no such column")
    upgrade(addNote)
    expect(format(connection)).toBe(present + 1)
  })

  it("N.11 never writes over an earlier copy", async () => {
    const folder = temporaryFolder()
    const { upgrade } = await oldDatabase(folder)
    expect(() => upgrade(breaks)).toThrow("9002-breaks")
    upgrade(addNote)
    expect(readdirSync(folder).filter((name) => name.includes("backup"))).toEqual([
      `app.db.format-${present}.backup`,
      `app.db.format-${present}.backup.2`,
    ])
  })

  it("N.5 refuses to migrate under an engine that works on the file", async () => {
    const folder = temporaryFolder()
    const { path, connection, upgrade } = await oldDatabase(folder)
    const lock = takeLeaderLock(Database, path)
    expect(() => upgrade(addNote)).toThrow(expect.objectContaining({ _tag: "DatabaseInUse", code: "STORE-006" }))
    expect(format(connection)).toBe(present)
    lock?.release()
    upgrade(addNote)
    expect(format(connection)).toBe(present + 1)
  })
})
