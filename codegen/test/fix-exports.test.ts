import { cpSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { openSources } from "../src/1-read/sources.ts"
import { readTsconfig } from "../src/1-read/tsconfig.ts"
import { compile, type Diagnostic, fixExports } from "../src/index.ts"
import { fixtures, temporaryProject } from "./temporary-project.ts"

const diagnosticsOf = (root: string): readonly Diagnostic[] => {
  const sources = { ...openSources(readTsconfig(root, undefined)), check: () => [] }
  return compile({ root, workflows: ["*.workflow.ts"], outDir: "out", sources }).diagnostics
}

/** Fixes a workflow that calls `helper`, which this text declares. */
const fixed = (declared: string, call = "helper(n)"): { text: string; left: string[]; names: readonly string[] } => {
  const source = `import { workflow } from "statewright"
import { z } from "zod"
${declared}
export const calls = workflow("calls", { input: z.number(), output: z.unknown() }, async (n) => ${call})
`
  const settings = {
    extends: join(fixtures, "tsconfig.json"),
    compilerOptions: { erasableSyntaxOnly: false },
    include: [],
  }
  const root = temporaryProject({ "a.workflow.ts": source, "tsconfig.json": JSON.stringify(settings) })
  const names = fixExports(root, diagnosticsOf(root)).flatMap((each) => each.names)
  const text = readFileSync(join(root, "a.workflow.ts"), "utf8")
  const [before = "", after = ""] = source.split(declared)
  expect([text.startsWith(before), text.endsWith(after)]).toEqual([true, true])
  return {
    text: text.slice(before.length, text.length - after.length),
    left: diagnosticsOf(root).map(({ code }) => code),
    names,
  }
}

describe("fixExports", () => {
  it("A.6 exports everything that a fixture is refused for, and then it compiles", () => {
    const root = temporaryProject({})
    cpSync(join(fixtures, "refused-SW3204-not-exported/input.workflow.ts"), join(root, "input.workflow.ts"))
    const fixes = fixExports(root, diagnosticsOf(root))
    const names = "Bill Line rate double line big word sizes shout modes remembers".split(" ")
    expect(fixes).toEqual([{ file: "input.workflow.ts", names }])
    expect(diagnosticsOf(root)).toEqual([])
    expect(fixExports(root, diagnosticsOf(root))).toEqual([])
  })

  it.each([
    [
      "a function",
      "let k = 1\nfunction helper(n: number) { return n * k }",
      "let k = 1\nexport function helper(n: number) { return n * k }",
    ],
    [
      "what is documented",
      "/** Helps. */\nlet k = 1\n// Helps, too.\nconst helper = (n: number) => n + k; // Here.",
      "/** Helps. */\nlet k = 1\n// Helps, too.\nexport const helper = (n: number) => n + k; // Here.",
    ],
    ["a namespace", "namespace helper { export const twice = (n: number) => n * 2 }", undefined, "helper.twice(n)"],
    ["a pattern", "const { helper, rest } = { helper: (n: number) => n, rest: 1 }", undefined],
    ["a line with Windows' end", "const helper = [1].at\r\n", "export const helper = [1].at\r\n"],
  ])("A.6 exports %s, and changes nothing else", (_, declared, wanted = `export ${declared}`, call = "helper(n)") => {
    expect(fixed(declared, call)).toEqual({ text: wanted, left: [], names: ["helper"] })
  })

  it("A.6 leaves alone what cannot be exported under its name", () => {
    const declared = "const other = 1\nexport { other as helper }\nconst helper = [1].at"
    expect(fixed(declared)).toEqual({ text: declared, left: ["SW3204"], names: [] })
  })
})
