import { mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { compile, type CompileOptions, type CompileResult } from "../src/index.ts"
import { sharedSources, temporaryProject } from "./temporary-project.ts"

const head = `import { sleep, step, workflow } from "statewright"\n`
const charge = `export const charge = step("charge", { run: async () => 1 })\n`
const made = (name: string, exported = name): string =>
  `export const ${exported} = workflow("${name}", {}, async () => { await sleep("1 second"); return 1 })\n`

const compileIn = (root: string, options: Partial<CompileOptions> = {}): CompileResult =>
  compile({ root, workflows: ["src/**/*.workflow.ts"], outDir: "src/generated", sources: sharedSources, ...options })

const compileFiles = (files: Readonly<Record<string, string>>, options: Partial<CompileOptions> = {}): CompileResult =>
  compileIn(temporaryProject(files), options)

const said = ({ diagnostics }: CompileResult): string[] =>
  diagnostics.map(({ code, file, span }) => `${file}:${span.line}:${span.column} ${code}`)

const refuses = (text: string, ...wanted: readonly string[]): void => {
  const result = compileFiles({ "src/a.workflow.ts": `${head}${text}` })
  expect(said(result)).toEqual(wanted.map((each) => `src/a.workflow.ts:${each}`))
  expect(result.files).toEqual([])
}

const inline = `workflow("x", {}, async () => 1)`

describe("a workflow out of place", () => {
  it.each([
    ["is made inside a function", `export const f = () => ${inline}`, "2:24"],
    ["is made inside a function", `export const f = <T>(t: T) => workflow("x", {}, async () => String(t))`, "2:31"],
    ["is a member of a class", `export class K { w = ${inline} }`, "2:22"],
    ["is a property of an object", `export const o = { w: ${inline} }`, "2:23"],
    ["is an element of an array", `export const all = [${inline}]`, "2:21"],
    ["is made in a block", `{ const w = ${inline}; void w }`, "2:13"],
    ["is not kept in a constant", inline, "2:1"],
    ["is a default export without a name", `export default ${inline}`, "2:16"],
    ["is declared with `let`", `export let w = ${inline}`, "2:16"],
    ["is declared with `var`", `export var w = ${inline}`, "2:16"],
    ["is taken apart by a pattern", `export const { name } = ${inline}`, "2:25"],
    ["is only a part of what its constant", `export const w = Math.max(1) > 0 ? ${inline} : undefined`, "2:36"],
    ["is not exported", `const w = ${inline}\nvoid w`, "2:11"],
    ["is exported as `o w`", `const w = ${inline}\nexport { w as "o w" }`, "2:11"],
    ["is made by `make`", `const make = workflow\nexport const w = make("x", {}, async () => 1)`, "3:18"],
    ["is not `async`", `export const w = workflow("x", {}, () => Promise.resolve(1))`, "2:36"],
    [
      "neither written in its call nor a constant",
      `export const make = () => async () => 1\nexport const w = workflow("x", {}, make())`,
      "3:36",
    ],
  ])("A.6 %s: %s", (problem, text, at) => {
    const { diagnostics, files } = compileFiles({ "src/a.workflow.ts": `${head}${text}` })
    expect(diagnostics.map(({ code, span }) => `${span.line}:${span.column} ${code}`)).toEqual([`${at} SW1001`])
    expect(diagnostics[0]?.message).toContain(problem)
    expect(files).toEqual([])
  })

  it("A.6 is told once, though TypeScript has something against it too", () => {
    refuses(`export const w = workflow("x", {}, async function* () { yield 1 })`, "2:36 SW1001")
  })

  it("A.6 SW2107 is refused when its function is generic", () => {
    refuses(`export const w = workflow("x", {}, async <T>(value: T) => String(value))`, "2:43 SW2107")
  })

  it("A.1 is none when it is exported under another name, or once more, or holds its function in a constant", () => {
    const body = `const body = async () => { await sleep("1 second"); return 1 }\n`
    const text = `${head}${body}const a = workflow("a", {}, body)\nexport { a as b, a as default }\nexport const again = a\n`
    const others = { "src/b.workflow.ts": `export { b as c } from "./a.workflow.js"\n` }
    const result = compileFiles({ "src/a.workflow.ts": text, ...others })
    expect(said(result)).toEqual([])
    expect(result.workflows).toEqual([{ name: "a", file: "src/a.workflow.ts" }])
  })
})

describe("names", () => {
  it("A.6 SW1007 are refused that could not stand in an id", () => {
    const odd = ["", " ", "a b", "1a", "a'b", "a\nb", "😀", "__proto__", "a/b", "a#1", "a".repeat(101)]
    const text = odd.map((name, at) => `export const s${at} = step(${JSON.stringify(name)}, { run: async () => 1 })\n`)
    const same = `export const w = workflow("a b", {}, async () => 1)\n`
    refuses(text.join("") + same, ...odd.map((_, at) => `${at + 2}:${at < 10 ? 24 : 25} SW1007`), "13:27 SW1007")
  })

  it("A.2 are fine that a script, a prototype or a generated file has too", () => {
    const names = [
      "constructor",
      "toString",
      "then",
      "class",
      "überweisung",
      "数",
      "a.b-c_d",
      "workflows",
      "x".repeat(100),
    ]
    const constants = ["constructor", "registry", "segment", "workflows", "$", "__proto__", "größe", "program", "s_1"]
    const text = names.map(
      (name, at) =>
        `export const s${at} = step("${name}", { run: async () => 1 })\nexport const ${constants[at]} = workflow("${name}", {}, async () => await s${at}())\n`,
    )
    expect(said(compileFiles({ "src/a.workflow.ts": head.replace("sleep, ", "") + text.join("") }))).toEqual([])
  })

  it("A.6 belong to one workflow and one step of the project, whatever file they stand in", () => {
    const text = `${head}${charge}${made("x", "first")}`
    const result = compileFiles({ "src/a.workflow.ts": text, "src/b.workflow.ts": text })
    expect(said(result)).toEqual(["src/b.workflow.ts:2:28 SW1005", "src/b.workflow.ts:3:31 SW1002"])
    expect(result.diagnostics[0]?.related).toMatchObject([{ file: "src/a.workflow.ts", span: { line: 2 } }])
  })
})

describe("files", () => {
  const sound = { "src/a.workflow.ts": head + made("a") }

  it.each([
    [
      "a syntax error",
      { "src/a.workflow.ts": `${head}${made("a")}export const x = ;\n` },
      "src/a.workflow.ts:3:18 SW0001",
    ],
    ["no text at all", { "src/a.workflow.ts": "\0\u0001\uFFFD\u0003" }, "src/a.workflow.ts:1:1 SW0012"],
    [
      "an import of nothing",
      { "src/a.workflow.ts": `import { x } from "./x.js"\n${head}${made("a")}void x\n` },
      "src/a.workflow.ts:1:19 SW0002",
    ],
    [
      "an import of what cannot be parsed",
      {
        "src/x.ts": "export const x = ;\n",
        "src/a.workflow.ts": `import { x } from "./x.js"\n${head}${made("a")}void x\n`,
      },
      "src/x.ts:1:18 SW0001",
    ],
    ["another language", { "src/a.workflow.js": head + made("a") }, "src/a.workflow.js:1:1 SW0012"],
    ["JSX, where that is off", { "src/a.workflow.tsx": head + made("a") }, "src/a.workflow.tsx:1:1 SW0013"],
    [
      "the name of another but for its capitals",
      { ...sound, "src/A.workflow.ts": head + made("b") },
      "src/a.workflow.ts:1:1 SW0007",
    ],
  ])("A.6 with %s get one diagnostic", (_, files: Readonly<Record<string, string>>, wanted) => {
    const workflows = ["src/**/*.workflow.{ts,tsx,js}"]
    const result = compileFiles(files, { workflows })
    expect(said(result)).toEqual([wanted])
    expect(result.files).toEqual([])
  })

  it.each([
    ["nothing", {}, "globs are relative to its folder"],
    ["a folder", { "src/a.workflow.ts/readme.md": "" }, "`src/a.workflow.ts` is no file"],
    ["declarations", { "src/a.workflow.d.ts": "export {}" }, "`src/a.workflow.d.ts` holds declarations only"],
    [
      "its outDir",
      { "src/generated/a.workflow.ts": head + made("a") },
      "`src/generated/a.workflow.ts` stands in `outDir`",
    ],
  ])("A.6 SW0003 a glob that matches %s says so", (_, files: Readonly<Record<string, string>>, words) => {
    const { diagnostics } = compileFiles(files, { workflows: ["src/**/*.workflow.*"] })
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW0003"])
    expect(diagnostics[0]?.hint).toContain(words)
  })

  it("A.6 SW0012 that lead nowhere or in a circle are named, and folders that do so are not followed", () => {
    const root = temporaryProject(sound)
    symlinkSync("gone.ts", join(root, "src/gone.workflow.ts"))
    symlinkSync("round.workflow.ts", join(root, "src/round.workflow.ts"))
    symlinkSync("..", join(root, "src/again"))
    mkdirSync(join(root, "src/folder.workflow.ts"))
    expect(said(compileIn(root))).toEqual(["src/gone.workflow.ts:1:1 SW0012", "src/round.workflow.ts:1:1 SW0012"])
  })

  it("A.2 may be empty, begin with a byte order mark, and end their lines in two characters", () => {
    const text = head + charge + made("b")
    const files = {
      ...sound,
      "src/empty.workflow.ts": "",
      "src/b.workflow.ts": `\uFEFF${text.replaceAll("\n", "\r\n")}`,
    }
    const plain = compileFiles({ ...sound, "src/b.workflow.ts": text })
    const odd = compileFiles(files)
    expect(said(odd)).toEqual([])
    expect(odd.files.map(({ path }) => path)).toEqual(plain.files.map(({ path }) => path))
    const machine = ({ files: all }: CompileResult) => all.find(({ path }) => path.endsWith("b.machine.ts"))?.text
    expect(machine(odd)).toBe(machine(plain))
  })

  it("A.2 may import each other", () => {
    const other = (own: string, name: string): string =>
      `import { ${name}Value } from "./${name}.workflow.js"\n${head}export const ${own}Value = 1\nexport const ${own} = workflow("${own}", {}, async () => { await sleep("1 second"); return ${name}Value })\n`
    const files = { "src/a.workflow.ts": other("a", "b"), "src/b.workflow.ts": other("b", "a") }
    expect(said(compileFiles(files))).toEqual([])
  })

  it("A.6 whose workflows have each other's type get one diagnostic each, with the remedy", () => {
    const other = (own: string, name: string): string =>
      `import { ${name} } from "./${name}.workflow.js"\n${head}export const ${own} = workflow("${own}", {}, async () => ${name}.definition.name.length)\n`
    const result = compileFiles({ "src/a.workflow.ts": other("a", "b"), "src/b.workflow.ts": other("b", "a") })
    expect(said(result)).toEqual(["src/a.workflow.ts:3:14 SW0002", "src/b.workflow.ts:3:14 SW0002"])
    expect(result.diagnostics[0]?.hint).toContain("the `output` schema")
  })

  it("A.5 may have ten thousand lines", () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `export const x${at} = ${at}\n`).join("")
    expect(said(compileFiles({ "src/a.workflow.ts": head + lines + made("a") }))).toEqual([])
  })
})

describe("what a workflow file leads to", () => {
  const calls = `import { helper } from "./helper.js"\nimport { workflow } from "statewright"\nexport const w = workflow("w", {}, async (n: number) => await helper(n))\n`
  const withHelper = (text: string, options: Partial<CompileOptions> = {}): string[] => {
    const result = compileFiles({ "src/a.workflow.ts": calls, "src/helper.ts": text }, options)
    if (result.diagnostics.length > 0) expect(result.files).toEqual([])
    return said(result)
  }

  it("A.6 wrong types in the file of a helper are told there, and not of what would be generated", () => {
    const text = `import { sleep } from "statewright"\nexport const helper = async (n: number): Promise<string> => {\n  await sleep("1 second")\n  return n.foo\n}\n`
    expect(withHelper(text)).toEqual(["src/helper.ts:4:12 SW0002"])
  })

  it.each([
    ["no such file", `import { gone } from "./gone.js"\nexport const helper = async (n) => gone(n)\n`, "1:22"],
    ["no such export", `import { sleeq } from "statewright"\nexport const helper = async (n) => sleeq(n)\n`, "1:10"],
    ["no such package", `import gone from "no-such-package"\nexport const helper = async (n) => gone(n)\n`, "1:18"],
  ])("A.6 an import of %s is told without a type check too: the file could not be loaded", (_, text, at) => {
    expect(withHelper(text, { typecheck: false })).toEqual([`src/helper.ts:${at} SW0002`])
  })

  it("A.6 helpers may call each other round a circle of files", () => {
    const part = (own: string, name: string): string =>
      `import { ${name}Help } from "./${name}.workflow.js"\n${head}export const ${own}Help = async (n: number): Promise<number> => {\n  await sleep("1 second")\n  return n <= 0 ? 0 : await ${name}Help(n - 1)\n}\nexport const ${own} = workflow("${own}", {}, async (n: number) => await ${own}Help(n))\n`
    const result = compileFiles({ "src/a.workflow.ts": part("a", "b"), "src/b.workflow.ts": part("b", "a") })
    expect(said(result)).toEqual([])
  })
})

describe("texts that are none", () => {
  const text = head + made("a")
  const little = Buffer.from(text, "utf16le")

  it.each([
    ["UTF-16", Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
    ["UTF-16, the other way round", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(little).swap16()])],
    ["UTF-16 without a mark", little],
  ])("A.6 SW0012 a file in %s gets one diagnostic", (_, bytes) => {
    const root = temporaryProject({ "src/b.workflow.ts": head + made("b") })
    writeFileSync(join(root, "src/a.workflow.ts"), bytes)
    const result = compileIn(root)
    expect(said(result)).toEqual(["src/a.workflow.ts:1:1 SW0012"])
    expect(result.diagnostics[0]?.message).toContain("UTF-8")
  })

  it.each([
    ["parentheses", `${"(".repeat(2000)}1${")".repeat(2000)}`],
    ["a chain of calls", `Promise.resolve(1)${".then((n) => n)".repeat(3000)}`],
  ])("A.6 SW0012 %s that TypeScript finds no end of get one diagnostic", (_, nested) => {
    const result = compileFiles({ "src/a.workflow.ts": `${text}export const nested = ${nested}\n` })
    expect(said(result)).toEqual(["src/a.workflow.ts:1:1 SW0012"])
  })

  it("A.6 SW0012 a file whose code is nested beyond all measure gets one diagnostic", () => {
    const sum = Array.from({ length: 6000 }, () => "1").join(" + ")
    const result = compileFiles({ "src/a.workflow.ts": `${text}export const sum = ${sum}\n` })
    expect(said(result)).toEqual(["src/a.workflow.ts:1:1 SW0012"])
  })
})
