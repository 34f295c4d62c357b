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

/** In the tables as every format before the seventh had them: `a` was begun by another process, `b` by the leader. */
const runOfFirstFormats = `
  INSERT INTO runs (id, workflow, version, status, rev, state, created_at, updated_at) VALUES
    ('a', 'order', 'v1', 'running', 4, 'main', 10, 40), ('b', 'order', 'v1', 'parked', 2, 'main', 10, 20);
  INSERT INTO run_payloads VALUES ('a', 'input', '1'), ('b', 'input', '2');
  INSERT INTO inbox (run_id, id, kind, name, payload, accepted_at, processed_rev) VALUES
    ('a', 'start', 'start', 'order', '1', 10, 1),
    ('a', 'step:main/charge#1', 'step', NULL, NULL, 20, 2),
    ('a', 'retry:main/pack#2:2', 'retry', NULL, NULL, 25, 2),
    ('a', 'e', 'event', 'approval', '3', 30, 3),
    ('a', 'timer:main/nap/sleep#2', 'timer', NULL, NULL, 40, 4),
    ('b', 'start', 'start', 'order', NULL, 10, 1),
    ('b', 'park:1', 'park', NULL, NULL, 20, 2),
    ('c', 'start', 'start', 'order', '3', 50, NULL);
  INSERT INTO frames VALUES ('a', 'main', 'base 2'), ('b', 'main', 'base 1');
  INSERT INTO frame_deltas VALUES ('a', 'main', 3, '+3'), ('a', 'main', 4, '+4');
`

/** The last format that had them. */
const firstFormats = 6

/** The last format whose links did not say when a parent was made. */
const formatBeforeMadeAt = 14

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
    for (let age = 1; age <= firstFormats; age++) {
      const path = join(temporaryFolder(), "app.db")
      const connection = new Database(path)
      migrate(connection, { path, migrations: allMigrations.slice(0, age), takeLock: () => undefined })
      connection.exec(runOfFirstFormats)
      connection.close()

      const store = await openSqliteStore({ path })
      expect(await store.run("a")).toMatchObject({ status: "running", rev: 4, state: "main", updatedAt: 40 })
      expect(await store.run("b")).toMatchObject({ status: "parked", rev: 2, state: "main", input: "2" })
      expect(await store.inbox("a")).toMatchObject([{ id: "start" }, { id: "e", processedRev: 3 }])
      expect(await store.inbox("b")).toEqual([])
      expect(await store.inbox("c")).toMatchObject([{ id: "start", processedRev: null }])
      const moved = { seed: null, branches: null }
      expect(await store.transitions("a")).toEqual([
        { ...moved, rev: 1, at: 10, movedBy: null },
        { ...moved, rev: 2, at: 20, movedBy: { kind: "step", waitId: "charge#1" } },
        { ...moved, rev: 3, at: 30, movedBy: null },
        { ...moved, rev: 4, at: 40, movedBy: { kind: "timer", waitId: "nap/sleep#2" } },
      ])
      expect(await store.transitions("b")).toEqual([
        { ...moved, rev: 1, at: 10, movedBy: { kind: "start" } },
        { ...moved, rev: 2, at: 20, movedBy: { kind: "park" } },
      ])
      expect(await store.frame("a")).toEqual({ runId: "a", snapshot: "base 2", deltas: ["+3", "+4"] })
      expect(await store.frame("b")).toEqual({ runId: "b", snapshot: "base 1", deltas: [] })
      expect(await store.check()).toEqual([])
      await store.close()
    }
  })

  it("N.11 F08.5 learns of which run a link is that was written before a run could be told from another of its id", async () => {
    const path = join(temporaryFolder(), "app.db")
    const connection = new Database(path)
    migrate(connection, { path, migrations: allMigrations.slice(0, formatBeforeMadeAt), takeLock: () => undefined })
    connection.exec(`
      INSERT INTO runs (id, workflow, version, status, created_at) VALUES
        ('a', 'order', 'v1', 'running', 50), ('old', 'order', 'v1', 'running', 10);
      INSERT INTO links (run_id, kind, parent_id, root_id, depth, at) VALUES
        ('of an earlier a', 'detached', 'a', 'a', 0, 40), ('of a', 'detached', 'a', 'a', 0, 60),
        ('of old', 'detached', 'old', 'gone', 0, 60);
    `)
    connection.close()

    const store = await openSqliteStore({ path })
    expect(await store.linksOf("a", { limit: 9 })).toMatchObject([{ runId: "of a", parentAt: 50, rootAt: 50 }])
    expect(await store.link("of an earlier a")).toMatchObject({ parentAt: null, rootAt: null })
    expect(await store.tree("a", { limit: 9, rootAt: null })).toMatchObject([{ runId: "of an earlier a" }])
    expect(await store.tree("gone", { limit: 9 })).toMatchObject([{ runId: "of old", parentAt: 10, rootAt: null }])
    await store.close()
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
