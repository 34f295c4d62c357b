import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { spawnSync } from "node:child_process"
import {
  chmodSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { connect } from "../src/sqlite/connect.ts"
import { diskContents } from "./disk-contents.ts"
import { temporaryFolder } from "./temporary-folder.ts"

/** A database with enough rows that it has many pages. */
const filledDatabase = async (folder: string): Promise<string> => {
  const path = join(folder, "app.db")
  const store = await openSqliteStore({ path })
  const payload = "x".repeat(500)
  await store.insertInbox(
    Array.from({ length: 200 }, (_, n) => ({ runId: "a", id: `e${n}`, kind: "event", payload, acceptedAt: n })),
  )
  await store.close()
  return path
}

const refused = async (folder: string, path: string, error: object): Promise<void> => {
  const before = diskContents(folder)
  await expect(openSqliteStore({ path })).rejects.toMatchObject({ ...error, hint: expect.stringMatching(/./u) })
  expect(diskContents(folder)).toEqual(before)
}

describe("openSqliteStore", () => {
  it("makes a new database, and opens it again", async () => {
    const path = await filledDatabase(temporaryFolder())
    const store = await openSqliteStore({ path })
    expect((await store.counts()).pendingInbox).toBe(200)
    await store.close()
  })

  it("makes one in an empty file, such as a cut-off making leaves behind", async () => {
    const path = join(temporaryFolder(), "app.db")
    writeFileSync(path, "")
    const store = await openSqliteStore({ path })
    expect(await store.check()).toEqual([])
    await store.close()
  })

  it("N.1 commits to the disk itself unless told otherwise (fault 40)", () => {
    const folder = temporaryFolder()
    for (const [durability, level] of [
      ["full", 2],
      ["normal", 1],
    ] as const) {
      const connection = connect(Database, join(folder, `${durability}.db`), { durability, busyTimeout: 5000 })
      const pragma = (name: string) => connection.pragma(name, { simple: true })
      expect([pragma("synchronous"), pragma("journal_mode"), pragma("foreign_keys"), pragma("busy_timeout")]).toEqual([
        level,
        "wal",
        1,
        5000,
      ])
      connection.close()
    }
  })

  it("N.6 refuses a file that is no database", async () => {
    const folder = temporaryFolder()
    const path = join(folder, "notes.txt")
    writeFileSync(path, "Dear diary, this is not a database at all. ".repeat(100))
    await refused(folder, path, { _tag: "NotADatabase", code: "STORE-003", message: expect.stringContaining(path) })
  })

  it("N.6 refuses the database of something else", async () => {
    const folder = temporaryFolder()
    const path = join(folder, "app.db")
    new Database(path).exec("CREATE TABLE customers (name TEXT)").close()
    await refused(folder, path, { _tag: "NotADatabase", message: expect.stringContaining("something else") })
  })

  it("N.6 refuses a folder in place of the file, and a file in a folder that is not there (fault 35)", async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, "app.db"))
    await refused(folder, join(folder, "app.db"), { _tag: "NotADatabase" })
    await refused(folder, join(folder, "nowhere", "app.db"), {
      _tag: "FolderMissing",
      code: "STORE-002",
      hint: expect.stringContaining("mkdir"),
    })
  })

  it("N.11 refuses a database from a newer version (fault 43)", async () => {
    const folder = temporaryFolder()
    const path = await filledDatabase(folder)
    const newer = new Database(path)
    newer.pragma("user_version = 99")
    newer.close()
    await refused(folder, path, { _tag: "DatabaseTooNew", message: expect.stringContaining("format 99") })
  })

  it("N.11 refuses a newer one without folding in the log that its owner left (fault 43)", async () => {
    const folder = temporaryFolder()
    const path = await filledDatabase(folder)
    const owner = new Database(path)
    owner.pragma("user_version = 99")
    const copy = temporaryFolder()
    for (const end of ["", "-wal"]) writeFileSync(join(copy, `app.db${end}`), readFileSync(path + end))
    owner.close()
    await expect(openSqliteStore({ path: join(copy, "app.db") })).rejects.toMatchObject({ _tag: "DatabaseTooNew" })
    expect(readFileSync(join(copy, "app.db-wal")).length).toBeGreaterThan(0)
  })

  it("N.8 refuses a database that was cut off", async () => {
    const folder = temporaryFolder()
    const path = await filledDatabase(folder)
    truncateSync(path, 3 * 4096)
    await refused(folder, path, { _tag: "DatabaseDamaged", code: "STORE-010" })
  })

  it("N.8 refuses a database that was overwritten", async () => {
    const folder = temporaryFolder()
    const path = await filledDatabase(folder)
    const file = openSync(path, "r+")
    writeSync(file, Buffer.alloc(4096 * 8, 7), 0, 4096 * 8, 4096)
    closeSync(file)
    await refused(folder, path, { _tag: "DatabaseDamaged" })
  })

  it("N.8 finds damage deep inside when asked to check", async () => {
    const path = await filledDatabase(temporaryFolder())
    const size = readFileSync(path).length
    const file = openSync(path, "r+")
    writeSync(file, Buffer.alloc(4096, 7), 0, 4096, size - 4096)
    closeSync(file)
    const store = await openSqliteStore({ path })
    expect(await store.check()).not.toEqual([])
    await store.close()
  })

  it("N.6 refuses a path that the system cannot use", async () => {
    const folder = temporaryFolder()
    await refused(folder, join(folder, `${"n".repeat(300)}.db`), { _tag: "StorageFailed", code: "STORE-013" })
    await refused(folder, join(folder, "a\0b.db"), { _tag: "StorageFailed", code: "STORE-013" })
  })

  it.each([
    { may: "not write", file: 0o444, rights: 0o755 },
    { may: "not look at", file: 0o644, rights: 0o000 },
  ])("N.8 refuses a database that it may $may (fault 35)", async ({ file, rights }) => {
    const folder = temporaryFolder()
    const path = await filledDatabase(folder)
    const before = diskContents(folder)
    chmodSync(path, file)
    chmodSync(folder, rights)
    // Nothing is read-only to root, so a child of another user tries.
    const script = `
      const { inspectFile } = await import(${JSON.stringify(import.meta.resolve("../src/sqlite/inspect-file.ts"))})
      try { inspectFile(undefined, ${JSON.stringify(path)}, 1) } catch (error) { console.log(error._tag, error.code) }`
    const child = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
    })
    chmodSync(folder, 0o755)
    expect(child.stdout.trim() || child.stderr).toBe("DatabaseReadOnly STORE-005")
    expect(diskContents(folder)).toEqual(before)
  })

  it("N.6 refuses an old Node before the driver is loaded, which would crash it", () => {
    const path = join(temporaryFolder(), "app.db")
    const script = `
      import { createRequire } from "node:module"
      Object.defineProperty(process.versions, "node", { value: "20.19.5" })
      const { openSqliteStore } = await import(${JSON.stringify(import.meta.resolve("@statewright/store"))})
      await openSqliteStore({ path: ${JSON.stringify(path)} }).catch((error) => console.log(error._tag, error.message, error.hint))
      console.log(Object.keys(createRequire(import.meta.url).cache).filter((name) => name.includes("better-sqlite3")).length)`
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      cwd: import.meta.dirname,
    })
    expect(stdout).toMatch(/^NodeTooOld Node 20\.19\.5 .*22\.18.*\n0\n$/u)
  })
})
