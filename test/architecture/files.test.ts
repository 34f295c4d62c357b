import { readFileSync } from "node:fs"
import { basename, join } from "node:path"

import { describe, expect, it } from "vitest"

import { root, sourceFiles } from "./source-files.ts"

const files = sourceFiles()
const linesOf = (file: string): number => readFileSync(join(root, file), "utf8").trimEnd().split("\n").length

describe("files of source", () => {
  it("are found", () => {
    expect(files).toContain("test/architecture/files.test.ts")
    expect(files).toContain("packages/model/src/index.ts")
  })

  it("hold one idea: none is longer than 400 lines, no test longer than 600", () => {
    const long = files.map((file) => ({ file, lines: linesOf(file) }))
    expect(long.filter(({ file, lines }) => lines > (file.endsWith(".test.ts") ? 600 : 400))).toEqual([])
  })

  it("are named after their main export, never after a drawer for odds and ends", () => {
    const drawer = /(^|\/)(utils?|helpers?|common|misc|types)\.[a-z]+$/
    expect(files.filter((file) => drawer.test(file))).toEqual([])
  })

  it("have names in kebab-case", () => {
    expect(files.filter((file) => !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(basename(file)))).toEqual([])
  })
})
