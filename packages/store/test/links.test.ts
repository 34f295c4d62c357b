import { backUpDatabase, openSqliteStore, vacuumDatabase } from "@statewright/store"
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { describe, expect, it, onTestFinished } from "vitest"
import { temporaryFolder } from "./temporary-folder.ts"

/** Two folders: the database belongs into one, the links stand in the other. */
const site = () => {
  const folder = temporaryFolder()
  for (const name of ["data", "links"]) mkdirSync(join(folder, name))
  return { folder, real: join(folder, "data", "app.db"), link: join(folder, "links", "app.db") }
}

const open = async (path: string) => {
  const store = await openSqliteStore({ path, durability: "normal" })
  onTestFinished(() => store.close())
  return store
}

const ways = [
  { how: "a link to the file", lead: ({ link }) => symlinkSync("../data/app.db", link) },
  {
    how: "a link to a link to the file",
    lead: ({ folder, link }) => {
      symlinkSync(join(folder, "data", "app.db"), join(folder, "links", "inner"))
      symlinkSync("inner", link)
    },
  },
  {
    how: "a link to its folder",
    lead: ({ folder }) => {
      rmSync(join(folder, "links"), { recursive: true })
      symlinkSync("data", join(folder, "links"))
    },
  },
] satisfies readonly { how: string; lead: (at: ReturnType<typeof site>) => void }[]

describe("a database that links lead to", () => {
  it.each(ways)("N.5 is led by one at a time, when it is opened through $how", async ({ lead }) => {
    const at = site()
    const first = await open(at.real)
    lead(at)
    const second = await open(at.link)
    expect(await first.lead({ at: 0, tick: 0 })).toMatchObject({ status: "leader" })
    expect(await second.lead({ at: 0, tick: 0 })).toMatchObject({ status: "held", by: { pid: process.pid } })
    expect(await second.leader()).toMatchObject({ pid: process.pid })
    await expect(vacuumDatabase(at.link)).rejects.toMatchObject({ _tag: "DatabaseLed" })
    await first.close()
    expect(await second.lead({ at: 1, tick: 1 })).toMatchObject({ status: "leader" })
  })

  it.each(ways)("N.5 is led by one at a time, when it is made through $how", async ({ lead }) => {
    const at = site()
    lead(at)
    const first = await open(at.link)
    const second = await open(at.real)
    expect(await first.lead({ at: 0, tick: 0 })).toMatchObject({ status: "leader" })
    expect(await second.lead({ at: 0, tick: 0 })).toMatchObject({ status: "held" })
    expect(readdirSync(join(at.folder, "data"))).toEqual(
      expect.arrayContaining(["app.db", "app.db-wal", "app.db.leader"]),
    )
  })

  it("N.8 is noticed to be another one when the link is led elsewhere", async () => {
    const { folder, real, link } = site()
    symlinkSync(real, link)
    const store = await open(link)
    await backUpDatabase(link, join(folder, "copy.db"))
    symlinkSync(join(folder, "copy.db"), `${link}.new`)
    renameSync(`${link}.new`, link)
    await expect(store.changed()).rejects.toMatchObject({ _tag: "DatabaseReplaced" })
  })

  it("N.11 keeps its copy of an older format beside itself", async () => {
    const { folder, real, link } = site()
    const files = join(import.meta.dirname, "../../runtime/test/formats/files")
    writeFileSync(real, gunzipSync(readFileSync(join(files, "format-12.db.gz"))))
    symlinkSync(real, link)
    await open(link)
    expect(readdirSync(join(folder, "data")).filter((name) => name.endsWith(".backup"))).toHaveLength(1)
    expect(readdirSync(join(folder, "links"))).toEqual(["app.db"])
  })

  it("N.6 refuses links that lead nowhere: to themselves, or into a folder that is not there", async () => {
    const { folder, link } = site()
    symlinkSync("app.db", link)
    await expect(open(link)).rejects.toMatchObject({ _tag: "StorageFailed", code: "STORE-013" })
    rmSync(link)
    symlinkSync("../nowhere/app.db", link)
    await expect(open(link)).rejects.toMatchObject({ _tag: "FolderMissing", code: "STORE-002" })
    expect(readdirSync(folder).toSorted()).toEqual(["data", "links"])
  })
})
