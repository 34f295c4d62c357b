import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { root, sourceFiles } from "./source-files.ts"

interface Row {
  readonly fault: number
  readonly files: readonly string[]
  readonly shownBy: string
}

/** The table of faults in docs/reliability.md. */
const rows: readonly Row[] = [
  ...readFileSync(join(root, "docs/reliability.md"), "utf8").matchAll(/^\| (\d+) +\|.*\| ([^|]*?) +\|$/gm),
].map(([, fault, shownBy = ""]) => ({
  fault: Number(fault),
  files: shownBy.split(", ").filter((file) => file.endsWith(".ts")),
  shownBy,
}))

describe("the faults that docs/reliability.md lists", () => {
  it("are those of the embedded engine, each once", () => {
    const wanted = [...Array.from({ length: 44 }, (_, n) => n + 1), 49, 50, 51, 52, 55, 56]
    expect(rows.map(({ fault }) => fault)).toEqual(wanted)
  })

  it("are shown by a test of that number in each file that is named, or it is said why not", () => {
    const unshown = rows.flatMap(({ fault, files, shownBy }) => {
      if (files.length === 0) return shownBy.startsWith("not yet") ? [] : [`${fault}: ${shownBy}`]
      const shows = (file: string): boolean => readFileSync(join(root, file), "utf8").includes(`(fault ${fault})`)
      return files.filter((file) => !shows(file)).map((file) => `${fault}: ${file}`)
    })
    expect(unshown).toEqual([])
  })

  it("are all that tests name, and no row says of one of those that it is not shown yet", () => {
    const named = sourceFiles()
      .filter((file) => /(\.test|-contract)\.ts$/.test(file))
      .flatMap((file) => [...readFileSync(join(root, file), "utf8").matchAll(/\(fault (\d+)\)/g)])
      .map(([, fault]) => Number(fault))
    const shown = new Set(rows.filter(({ files }) => files.length > 0).map(({ fault }) => fault))
    expect([...new Set(named)].filter((fault) => !shown.has(fault))).toEqual([])
  })
})
