import { existsSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"

import { runCompiled, runInline } from "@statewright/testing"
import type { Program } from "statewright/machine"
import { describe, expect, it } from "vitest"

import { compileFile } from "../src/compile-file.ts"
import type { CompileFile } from "../src/compiled-file.ts"
import { checkFiles, compile, type CompileOptions, type CompileResult, hasErrors, writeFiles } from "../src/index.ts"
import { openSources } from "../src/1-read/sources.ts"
import { readTsconfig } from "../src/1-read/tsconfig.ts"
import { temporaryProject, writeInto } from "./temporary-project.ts"

const head = `import { step, workflow } from "statewright"\nimport { z } from "zod"\n`

const stepText = (name: string): string =>
  `export const ${name} = step("${name}", { input: z.number(), output: z.number(), run: async (n) => n })\n`

const workflowText = (name: string, body: string): string =>
  `export const ${name} = workflow("${name}", { input: z.number(), output: z.number() }, async (n) => ${body})\n`

const folder = (root: string): CompileOptions => ({ root, workflows: ["src/*.workflow.ts"], outDir: "src/generated" })

const unchecked = (root: string) => ({ ...openSources(readTsconfig(root, undefined)), check: () => [] })

const compileIn = (root: string, options: Partial<CompileOptions> = { keepGoing: true }): CompileResult =>
  compile({ ...folder(root), sources: unchecked(root), ...options })

const pathsOf = ({ files }: CompileResult): string[] =>
  files.map(({ path }) => path.replace("src/generated/", "")).filter((path) => !path.endsWith(".map"))
const textOf = ({ files }: CompileResult, name: string): string =>
  files.find(({ path }) => path === `src/generated/${name}`)?.text ?? ""
const namesOf = ({ refused }: CompileResult): string[] => refused.map(({ name }) => name)
const codesOf = ({ diagnostics }: CompileResult): string[] => diagnostics.map(({ code }) => code)

const good = workflowText("good", "await one(n)")
const bad = workflowText("bad", "{ await one(n); eval('1'); return n }")
const other = { "src/other.workflow.ts": head + stepText("two") + workflowText("alone", "await two(n)") }

describe("compile, told to keep going", () => {
  it("A.5 A.6 gives the files of what compiles, as if the rest were not there, and reports the rest", () => {
    const root = temporaryProject({ "src/a.workflow.ts": head + stepText("one") + good + bad, ...other })
    const kept = compileIn(root)
    expect(codesOf(kept)).toEqual(["SW2102"])
    expect(kept.diagnostics).toEqual(compileIn(root, {}).diagnostics)
    expect(compileIn(root, {})).toMatchObject({ files: [], refused: [{}, {}, {}] })
    expect(kept.workflows.map(({ name }) => name)).toEqual(["good", "bad", "alone"])
    expect(kept.refused).toEqual([{ name: "bad", file: "src/a.workflow.ts" }])
    writeInto(root, { "src/a.workflow.ts": head + stepText("one") + good })
    const without = compileIn(root, {})
    expect(codesOf(without)).toEqual([])
    expect(pathsOf(kept)).toEqual(pathsOf(without))
    for (const name of ["a.machine.ts", "index.ts", "client.ts", "other.machine.ts"]) {
      expect(textOf(kept, name)).toBe(textOf(without, name))
    }
  })

  it("A.6 leaves out a file with a type error, and each that imports from it", () => {
    const wrong = 'export const wrong: number = "text"\n'
    const root = temporaryProject({
      "src/a.workflow.ts": head + stepText("one") + wrong + good,
      "src/b.workflow.ts": `${head}import { again } from "./between.js"\n${workflowText("through", "again(n)")}`,
      "src/between.ts": 'import { one } from "./a.workflow.js"\nexport const again = (n: number) => (one, n)\n',
      ...other,
    })
    const kept = compileIn(root)
    expect(codesOf(kept)).toEqual(["SW0002"])
    expect(namesOf(kept)).toEqual(["good", "through"])
    expect(pathsOf(kept)).toEqual(["client.ts", "index.ts", "other.chart.json", "other.machine.ts"])
    expect(textOf(kept, "index.ts")).not.toContain("a.workflow")
  })

  it("A.6 does not let a step stand for another one of its name", () => {
    const twin = stepText("two").replace("const two", "const twin")
    const root = temporaryProject({
      "src/p.workflow.ts": head + twin + workflowText("usesTwin", "await twin(n)"),
      ...other,
    })
    const kept = compileIn(root)
    expect(codesOf(kept)).toEqual(["SW1005"])
    expect(namesOf(kept)).toEqual(["usesTwin"])
  })

  it("A.2 A.6 leaves out a workflow whose machine does not type-check", () => {
    const root = temporaryProject({
      "src/a.workflow.ts": head + stepText("one") + good + workflowText("spoilt", "await one(n)"),
    })
    const spoil: CompileFile = (...given) => {
      const compiled = compileFile(...given)
      const at = compiled.machine.indexOf("// spoilt -")
      const spoilt = compiled.machine
        .slice(at)
        .replace("return completed(", 'const wrong: number = ""\n    return completed(')
      return at === -1 ? compiled : { ...compiled, machine: compiled.machine.slice(0, at) + spoilt }
    }
    const kept = compile({ ...folder(root), keepGoing: true }, spoil)
    expect(new Set(codesOf(kept))).toEqual(new Set(["SW5004"]))
    expect(namesOf(kept)).toEqual(["spoilt"])
    expect(textOf(kept, "a.machine.ts")).toContain("goodProgram")
    expect(textOf(kept, "a.machine.ts")).not.toContain("spoilt")
  })

  it.each([
    ["nothing compiles", { "src/a.workflow.ts": head + stepText("one") + bad }],
    ["the settings are wrong", { "src/a.workflow.ts": head + stepText("one") + good, "tsconfig.json": "{ no" }],
    [
      "the index would overwrite what is somebody's own",
      { "src/a.workflow.ts": head + stepText("one") + good, "src/generated/index.ts": "export {}\n" },
    ],
  ])("A.6 has no files when %s", (_, files) => {
    const kept = compileIn(temporaryProject(files))
    expect(hasErrors(kept.diagnostics)).toBe(true)
    expect(kept.files).toEqual([])
  })
})

describe("writeFiles after it", () => {
  it("A.5 A.6 writes what there is, and removes what is left of a file that is refused now", () => {
    const root = temporaryProject({ "src/a.workflow.ts": head + stepText("one") + good, ...other })
    writeFiles(folder(root), compileIn(root))
    writeInto(root, { "src/a.workflow.ts": head + stepText("one") + bad })
    expect(writeFiles(folder(root), compileIn(root, {}))).toEqual({ written: [], unchanged: [], removed: [] })
    const kept = compileIn(root)
    expect(writeFiles(folder(root), kept)).toMatchObject({
      written: ["src/generated/client.ts", "src/generated/index.ts"],
      removed: ["src/generated/a.chart.json", "src/generated/a.machine.ts", "src/generated/a.machine.ts.map"],
    })
    expect(checkFiles(folder(root), kept)).toEqual({ missing: [], stale: [], extra: [] })
    expect(readFileSync(join(root, "src/generated/index.ts"), "utf8")).not.toContain("a.machine")
  })

  it("A.6 removes nothing when nothing compiles", () => {
    const root = temporaryProject({ "src/a.workflow.ts": head + stepText("one") + good })
    writeFiles(folder(root), compileIn(root))
    writeInto(root, { "src/a.workflow.ts": head + stepText("one") + bad })
    writeFiles(folder(root), compileIn(root))
    expect(existsSync(join(root, "src/generated/a.machine.ts"))).toBe(true)
    rmSync(join(root, "src/a.workflow.ts"))
    expect(writeFiles(folder(root), compileIn(root)).removed).toEqual([])
  })
})

/** Settings under which what is generated can be loaded as it is. */
const runnable = JSON.stringify({
  extends: new URL("../fixtures/tsconfig.json", import.meta.url).pathname,
  compilerOptions: { allowImportingTsExtensions: true },
  include: [],
})

describe("compile without a type check", () => {
  const flavoured = `${head}${stepText("one")}
export const pick = (from, key) => from[key]
export const loose = workflow("loose", { input: z.number(), output: z.unknown() }, async (n) => {
  const seen = []
  let last
  for (const each of [n, n + 1]) {
    last = await one(each as unknown as string)
    seen.push(pick({ last }, "last"), last.nonsense)
  }
  const sum = seen.reduce((a, b) => a + (b ?? 0), 0)
  await one(sum)
  return { seen, last, sum }
})
`

  it("A.5 compiles what TypeScript finds wrong types in; what it cannot name is any", () => {
    const root = temporaryProject({ "src/a.workflow.ts": flavoured })
    expect(new Set(codesOf(compileIn(root, {})))).toEqual(new Set(["SW0002"]))
    const result = compile({ ...folder(root), typecheck: false })
    expect(result.diagnostics).toEqual([])
    expect(textOf(result, "a.machine.ts")).toMatch(/seen: any\b[^]*last: any\b/)
  })

  it("A.5 runs it as the function itself runs", async () => {
    const root = temporaryProject({ "src/a.workflow.ts": flavoured, "tsconfig.json": runnable })
    writeFiles(folder(root), compile({ ...folder(root), typecheck: false }))
    const { looseProgram }: { looseProgram: Program } = await import(join(root, "src/generated/a.machine.ts"))
    const steps = { one: async (n: unknown) => Number(n) * 2 }
    const native = await runInline(looseProgram.workflow as never, 1, { steps }) // types are of no use here
    expect(native).toMatchObject({ status: "completed", output: { sum: 6, last: 4 } })
    for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
      const compiled = await runCompiled(looseProgram as never, 1 as never, { steps, mode }) // nor here
      expect(compiled).toEqual(native)
    }
  })

  it("A.6 still refuses what cannot be parsed, and what codegen itself refuses", () => {
    const refused = temporaryProject({ "src/a.workflow.ts": head + stepText("one") + bad })
    expect(codesOf(compileIn(refused, { typecheck: false }))).toEqual(["SW2102"])
    const broken = temporaryProject({ "src/a.workflow.ts": `${head}export const = 1` })
    expect(new Set(codesOf(compileIn(broken, { typecheck: false })))).toEqual(new Set(["SW0001"]))
  })

  it("A.6 takes settings that are not strict", () => {
    const files = { "src/a.workflow.ts": flavoured, "tsconfig.json": '{ "compilerOptions": { "strict": false } }' }
    const root = temporaryProject(files)
    expect(codesOf(compileIn(root, {}))).toContain("SW0006")
    expect(codesOf(compileIn(root, { typecheck: false }))).toEqual([])
  })
})
