import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { cpSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { takeLeaderLock } from "../src/sqlite/leader-lock.ts"
import { migrate } from "../src/sqlite/migrate.ts"
import { allMigrations } from "../src/sqlite/migrations/all-migrations.ts"
import { temporaryFolder } from "./temporary-folder.ts"

const present = allMigrations.length

/** A file of the first format with one row in it. */
const firstFile = (folder: string): string => {
  const path = join(folder, "app.db")
  const connection = new Database(path)
  connection.pragma("journal_mode = WAL")
  migrate(connection, { path, migrations: allMigrations.slice(0, 1), takeLock: () => undefined })
  connection.exec(
    "INSERT INTO inbox (run_id, id, kind, name, payload, accepted_at) VALUES ('a', 'start', 'start', 'x', '1', 1)",
  )
  connection.close()
  return path
}

/** A connection that calls `before` before each thing that it does. */
const watched = (connection: Database.Database, before: (what: string) => void): Database.Database =>
  new Proxy(connection, {
    get: (target, name) => {
      // Methods of the driver are only handed on.
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== "function") return member
      return (...given: readonly unknown[]): unknown => {
        if (name === "exec" || name === "pragma" || name === "prepare") before(String(given[0]))
        return member.apply(target, given)
      }
    },
  })

/** A folder as a process that is killed now leaves it. */
const copyOf = (folder: string): string => {
  const copy = temporaryFolder()
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".leader") && !name.endsWith("-shm")) cpSync(join(folder, name), join(copy, name))
  }
  return copy
}

/** What a process that is killed before each step of a migration leaves: copies of its folder, under what it was to do. */
const killedEverywhere = (): readonly { readonly before: string; readonly folder: string }[] => {
  const folder = temporaryFolder()
  const path = firstFile(folder)
  const left: { before: string; folder: string }[] = []
  const connection = new Database(path)
  const copyNow = (before: string): void => void left.push({ before, folder: copyOf(folder) })
  migrate(watched(connection, copyNow), {
    path,
    migrations: allMigrations,
    takeLock: () => takeLeaderLock(Database, path),
  })
  copyNow("nothing")
  connection.close()
  return left
}

const formatOf = (path: string): number => {
  const connection = new Database(path)
  const format = Number(connection.pragma("user_version", { simple: true }))
  connection.close()
  return format
}

describe("a process that is killed while it migrates", () => {
  it("N.11 leaves the file as it was, or migrated, and the next one finishes (fault 41)", async () => {
    const left = killedEverywhere()
    // Before, in and behind each migration.
    expect(left.length).toBeGreaterThan(present + 4)
    for (const { before, folder } of left) {
      const path = join(folder, "app.db")
      // Looking would fold the log in.
      expect([before, formatOf(join(copyOf(folder), "app.db"))]).toEqual([before, before === "nothing" ? present : 1])

      const store = await openSqliteStore({ path })
      expect(await store.check()).toEqual([])
      expect(await store.inbox("a")).toMatchObject([{ id: "start" }])
      await store.close()
      expect([before, formatOf(path)]).toEqual([before, present])
    }
  })

  it("N.11 has made the copy before it changes anything, and one that was cut short bears another name (fault 41)", () => {
    const left = killedEverywhere()
    const copies = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".backup"))
    const begun = left.findIndex(({ before }) => before.startsWith("BEGIN"))
    expect(begun).toBeGreaterThan(0)
    for (const { folder } of left.slice(begun)) {
      expect(copies(folder)).toEqual(["app.db.format-1.backup"])
      expect(formatOf(join(folder, "app.db.format-1.backup"))).toBe(1)
    }
    for (const { folder } of left.slice(0, begun)) expect(copies(folder).length).toBeLessThanOrEqual(1)
  })
})
