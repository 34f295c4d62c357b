import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { backUpDatabase, openSqliteStore, vacuumDatabase } from "@statewright/store"
import Database from "better-sqlite3"
import { describe, expect, it } from "vitest"
import { temporaryFolder } from "./temporary-folder.ts"

const event = (n: number) => ({
  runId: "a",
  id: `e${n}`,
  kind: "event" as const,
  payload: "x".repeat(2000),
  acceptedAt: n,
})

/** A database that is led, with a hundred rows. */
const ledDatabase = async (folder: string) => {
  const path = join(folder, "app.db")
  const store = await openSqliteStore({ path })
  await store.lead({ at: 0, tick: 0 })
  await store.insertInbox(Array.from({ length: 150 }, (_, n) => event(n)))
  return { path, store }
}

describe("backUpDatabase", () => {
  it("N.8 copies a database that an engine works on, as of one moment", async () => {
    const folder = temporaryFolder()
    const { path, store } = await ledDatabase(folder)
    const target = join(folder, "copy.db")
    expect(await backUpDatabase(path, target)).toBeGreaterThan(200_000)
    // The original goes on, and the copy is one that can be worked on.
    await store.insertInbox([event(150)])
    const copy = await openSqliteStore({ path: target })
    expect(await copy.inbox("a")).toHaveLength(150)
    expect(await copy.lead({ at: 1, tick: 1 })).toMatchObject({ status: "leader" })
    await copy.close()
    expect(await store.inbox("a")).toHaveLength(151)
    await store.close()
  })

  it("N.8 writes over nothing, and makes no folder", async () => {
    const folder = temporaryFolder()
    const { path, store } = await ledDatabase(folder)
    await store.close()
    const target = join(folder, "notes.txt")
    writeFileSync(target, "mine")
    await expect(backUpDatabase(path, target)).rejects.toMatchObject({ _tag: "BackupExists", code: "STORE-015" })
    await expect(backUpDatabase(path, join(folder, "no", "copy.db"))).rejects.toMatchObject({ _tag: "FolderMissing" })
    mkdirSync(join(folder, "empty"))
    await expect(backUpDatabase(join(folder, "notes.txt"), join(folder, "empty", "b"))).rejects.toMatchObject({
      _tag: "NotADatabase",
    })
    expect(readdirSync(join(folder, "empty"))).toEqual([])
    expect(existsSync(join(folder, "no"))).toBe(false)
  })
})

describe("vacuumDatabase", () => {
  it("gives the disk back what deleted rows took, and not while somebody leads", async () => {
    const { path, store } = await ledDatabase(temporaryFolder())
    await expect(vacuumDatabase(path)).rejects.toMatchObject({ _tag: "DatabaseLed", code: "STORE-016" })
    await store.close()
    const connection = new Database(path)
    connection.exec("DELETE FROM inbox WHERE id <> 'e7'")
    connection.close()
    const { before, after } = await vacuumDatabase(path)
    expect(after).toBeLessThan(before / 2)
    const again = await openSqliteStore({ path })
    expect(await again.inbox("a")).toMatchObject([{ id: "e7" }])
    expect(await again.lead({ at: 0, tick: 0 })).toMatchObject({ status: "leader" })
    await again.close()
  })
})
