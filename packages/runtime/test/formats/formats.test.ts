import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { openSqliteStore } from "@statewright/store"
import * as authoring from "@statewright/workflow"
import Database from "better-sqlite3"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import * as machine from "../../src/machine/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { smallDisk } from "../engine/small-disk.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { formatPrograms } from "./format-programs.ts"

const files = join(import.meta.dirname, "files")
const formats = readdirSync(files).map((name) => Number(/\d+/.exec(name)?.[0]))

const formatOf = (database: string): number => {
  const connection = new Database(database, { readonly: true })
  const format = Number(connection.pragma("user_version", { simple: true }))
  connection.close()
  return format
}

/** A file of an old format in a folder of its own. */
const oldFile = (format: number): string => {
  const database = join(mkdtempSync(join(tmpdir(), "statewright-format-")), "app.db")
  writeFileSync(database, gunzipSync(readFileSync(join(files, `format-${format}.db.gz`))))
  return database
}

describe("the files of past formats", () => {
  it("N.11 are kept, one of each (fault 42)", async () => {
    const database = await newDatabase()
    await (await openSqliteStore({ path: database })).close()
    const present = formatOf(database)
    const missing = Array.from({ length: present - 1 }, (_, before) => before + 1).filter(
      (format) => !formats.includes(format),
    )
    expect(missing, "whoever adds a migration runs make-file.ts on a checkout without it").toEqual([])
    expect(formats.map((format) => formatOf(oldFile(format)))).toEqual(formats)
  })

  it.each(formats)("N.11 of format %d are migrated, and their runs go on (fault 42)", async (format) => {
    const database = oldFile(format)
    const present = formatOf(database)
    const asked: number[] = []
    const act = async (input: number): Promise<number> => {
      asked.push(input)
      return input * 2
    }
    const time = virtualTime()
    time.shift(Date.UTC(2050, 0))
    const workflows = formatPrograms({ machine, authoring }, act)
    const engine = await createEngineWith(time.services, { database, workflows })
    await time.pass("1 second")
    const results = await Promise.all(
      (
        [
          ["gather", "ended"],
          ["gather", "in-a-loop"],
          ["once", "in-flight"],
          ["once", "to-be-retried"],
          ["nap", "asleep"],
        ] as const
      ).map(async ([workflow, id]) => [id, await (await engine.workflows[workflow].get(id)).result()]),
    )
    expect(Object.fromEntries(results)).toEqual({
      ended: [0, 2, 4],
      "in-a-loop": [0, 2, 4, 6, 8],
      "in-flight": 198,
      "to-be-retried": 26,
      asleep: "woke",
    })
    // What had ended is not done again.
    expect(asked.toSorted((a, b) => a - b)).toEqual([3, 4, 13, 99])
    expect((await engine.runs.get("to-be-retried")).steps).toMatchObject([{ attempts: 2, failures: [{ attempt: 1 }] }])
    await engine.close()

    const store = await openSqliteStore({ path: database })
    expect(await store.check()).toEqual([])
    await store.close()
    const backup = `${database}.format-${format}.backup`
    const backups = formatOf(database) === present ? [] : [format]
    expect(readdirSync(join(database, "..")).filter((name) => name.endsWith(".backup"))).toHaveLength(backups.length)
    expect(backups.map(() => formatOf(backup))).toEqual(backups)
  })

  it("N.11 stay as they are where there is no room to migrate them, and are migrated once there is (fault 34)", async () => {
    const disk = smallDisk()
    const database = join(disk.folder, "app.db")
    copyFileSync(oldFile(1), database)
    disk.fill()
    const workflows = formatPrograms({ machine, authoring }, async (input) => input * 2)
    await expect(createEngineWith(disk.services, { database, workflows })).rejects.toMatchObject({ _tag: "DiskFull" })
    disk.free()
    await using engine = await createEngineWith(disk.services, { database, workflows })
    expect(await (await engine.workflows.once.get("in-flight")).result()).toBe(198)
  })
})
