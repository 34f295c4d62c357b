import { openSqliteStore } from "@statewright/store"
import type * as Fs from "node:fs"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest"
import { requireLocalDisk } from "../src/sqlite/require-local-disk.ts"
import { temporaryFolder } from "./temporary-folder.ts"

const disk = vi.hoisted(() => ({ type: 0 }))

vi.mock("node:fs", async (original) => ({
  ...(await original<typeof Fs>()),
  statfsSync: () => ({ type: disk.type }),
}))

/** What the process was warned of. */
const warnings: unknown[] = []

beforeEach(() => {
  warnings.length = 0
  const spy = vi.spyOn(process, "emitWarning").mockImplementation((...given: unknown[]) => void warnings.push(given))
  onTestFinished(() => spy.mockRestore())
})

describe("a database on a disk that is not of this machine", () => {
  it.each([
    ["NFS", 0x6969],
    ["SMB", 0x517b],
    ["SMB", -0x1acb2be],
    ["CIFS", 0xff534d42],
  ])("N.8 is refused before anything is begun: %s (fault 38)", async (kind, type) => {
    const path = join(temporaryFolder(), "app.db")
    disk.type = type
    await expect(openSqliteStore({ path })).rejects.toMatchObject({
      _tag: "NetworkDisk",
      code: "STORE-018",
      message: expect.stringContaining(kind),
    })
    expect(existsSync(path)).toBe(false)
  })

  it("N.8 is warned of where it may be one, and works (fault 38)", async () => {
    const path = join(temporaryFolder(), "app.db")
    disk.type = 0x01021997
    const store = await openSqliteStore({ path })
    expect(await store.check()).toEqual([])
    await store.close()
    expect(warnings).toEqual([[expect.stringContaining("9p"), expect.objectContaining({ code: "STORE-018" })]])
  })

  it("opens on a disk of this machine without a word", async () => {
    disk.type = 0xef53
    await (await openSqliteStore({ path: join(temporaryFolder(), "app.db") })).close()
    expect(warnings).toEqual([])
  })

  it("N.8 is known by its path on Windows (fault 38)", () => {
    expect(() => requireLocalDisk("\\\\server\\share\\app.db", "win32")).toThrow(
      expect.objectContaining({ _tag: "NetworkDisk" }),
    )
    expect(() => requireLocalDisk("C:\\data\\app.db", "win32")).not.toThrow()
  })
})
