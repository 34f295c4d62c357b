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

  it("are all that tests name, and each test that does stands in the row of that fault", () => {
    const named = new Map(rows.map(({ fault, files }) => [String(fault), files]))
    const strays = testsNaming(/\(fault (\d+)\)/g).filter(
      ({ file, words }) => named.get(words)?.includes(file) !== true,
    )
    expect(strays.map(({ file, words }) => `${words}: ${file}`)).toEqual([])
  })

  it("are named by each test so that the command of docs/reliability.md finds them: (fault 3)", () => {
    const named = testsNaming(/\((faults? \d[^)\n]*)\)/g)
    expect(named.filter(({ words }) => !/^fault \d+$/.test(words))).toEqual([])
  })
})

const ours = join("test", "architecture", "faults.test.ts")

/** What the tests say that fits the pattern: its first group. */
const testsNaming = (pattern: RegExp): readonly { readonly file: string; readonly words: string }[] =>
  sourceFiles()
    .filter((file) => /(\.test|-contract)\.ts$/.test(file) && file !== ours)
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(pattern)].map(([, words = ""]) => ({ file, words })),
    )
