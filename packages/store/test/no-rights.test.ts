import { openSqliteStore } from "@statewright/store"
import { spawnSync } from "node:child_process"
import { chmodSync, chownSync, cpSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { diskContents } from "./disk-contents.ts"
import { temporaryFolder } from "./temporary-folder.ts"

const nobody = 65_534
const isRoot = process.getuid?.() === 0

/** What a user without rights is told of each path. Nothing is read-only to root, so a child of another user asks. */
const asNobody = (...paths: readonly string[]): unknown[] => {
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "opening-process.ts"), ...paths], {
    encoding: "utf8",
    ...(isRoot && { uid: nobody, gid: nobody }),
  })
  expect(stderr).toBe("")
  return stdout
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line))
}

/** Folders with a database each, that belong to whoever asks. */
const databases = async (...names: readonly string[]): Promise<(name: string) => string> => {
  const root = temporaryFolder()
  chmodSync(root, 0o755)
  const first = join(root, "first.db")
  await (await openSqliteStore({ path: first })).close()
  for (const name of names) {
    mkdirSync(join(root, name))
    cpSync(first, join(root, name, "app.db"))
    if (isRoot) for (const place of [name, join(name, "app.db")]) chownSync(join(root, place), nobody, nobody)
    onTestFinished(() => chmodSync(join(root, name), 0o755))
  }
  return (name) => join(root, name)
}

describe("a database that this user may not use", () => {
  it("N.8 is refused with a clear error, before anything is begun (fault 35)", async () => {
    const at = await databases("free", "file", "folder", "closed", "read-only-twice")
    chmodSync(join(at("file"), "app.db"), 0o444)
    chmodSync(at("folder"), 0o555)
    chmodSync(join(at("read-only-twice"), "app.db"), 0o444)
    chmodSync(at("read-only-twice"), 0o555)
    const before = diskContents(at("folder"))
    chmodSync(at("closed"), 0o000)
    const paths = ["free", "file", "folder", "closed", "read-only-twice"].map((name) => join(at(name), "app.db"))
    expect(asNobody(...paths, join(at("folder"), "new.db"), join(at("nowhere"), "app.db"), at("folder"))).toEqual([
      "opened",
      ["DatabaseReadOnly", true],
      ["DatabaseReadOnly", true],
      ["DatabaseReadOnly", true],
      ["DatabaseReadOnly", true],
      ["DatabaseReadOnly", true],
      ["FolderMissing", true],
      ["NotADatabase", true],
    ])
    expect(diskContents(at("folder"))).toEqual(before)
  })

  it("N.8 on a file system that is mounted to be read only, by whoever asks (fault 35)", async () => {
    const at = await databases("disk")
    // Where this user may not mount, rights of the folder do the same.
    const bound = isRoot && spawnSync("/bin/mount", ["--bind", at("disk"), at("disk")]).status === 0
    if (bound) spawnSync("/bin/mount", ["-o", "remount,ro,bind", at("disk")])
    else chmodSync(at("disk"), 0o555)
    onTestFinished(() => void (bound && spawnSync("/bin/umount", ["--lazy", at("disk")])))
    const told = { _tag: "DatabaseReadOnly", code: "STORE-005" }
    await expect(openSqliteStore({ path: join(at("disk"), "app.db") })).rejects.toMatchObject(told)
    await expect(openSqliteStore({ path: join(at("disk"), "new.db") })).rejects.toMatchObject(told)
  })
})
