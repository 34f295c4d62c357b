import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"

import { afterAll, describe, expect, it } from "vitest"

import { copyList } from "../src/3-lower/copy-list.ts"
import { compile } from "../src/index.ts"
import { differences } from "./differential/differential.ts"
import { loadPrograms } from "./differential/load-programs.ts"
import { namingOf, nodesOf, readInline } from "./read-inline.ts"
import { sharedSources, temporaryProject } from "./temporary-project.ts"
import { ts } from "../src/1-read/syntax.ts"

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })))

const head = `import { step, workflow } from "statewright"
import { z } from "zod"
export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })
export const count = step("count", { input: z.string(), output: z.number(), run: async () => 1 })
`

/** What is copied when a body names `it`; or why it cannot be. */
const copied = (text: string): readonly string[] | string => {
  const project = readInline(`${head}${text}`)
  const { imports, context } = namingOf(project)
  const { checker } = context
  const [name] = nodesOf(project, (node) =>
    ts.isIdentifier(node) && node.text === "it" && "name" in node.parent && node.parent.name === node
      ? node
      : undefined,
  )
  const symbol = name && checker.getSymbolAtLocation(name)
  if (symbol === undefined) throw new Error("invariant: there is an `it`")
  const copies = copyList(context, imports)
  return copies.take(symbol)?.reason ?? copies.texts()
}

describe("copies of what a file does not export", () => {
  it.each([
    ["const it = -1", "a number"],
    ["const it = (`a` + (1 + 2)) as string", "a computed text"],
    ["const it = [1, { a: undefined, b: null, [`c`]: 9n }] as const satisfies unknown", "a tree"],
    ["enum it { A, B = 7, C = A | B, D = 'd'.length }", "an enum whose members are constant but one", "computed"],
    ["enum it { A, B = 7, C = A | B }", "an enum"],
    ["function it() { return function () { return this }.call(1) }", "a function with another's `this`"],
    ["type it<T> = T extends string ? [T] : { [K in keyof T]: T[K] }", "a type"],
    ["interface it { a: number }\ninterface it { b: this }", "an interface in two parts"],
    ["const it = [1]", "an array that may change", "neither"],
    ["const it = { a: new Date(0) } as const", "a tree of instances", "neither"],
    ["const it = Number('1')", "the result of a call", "neither"],
    ["const it = /a/", "a pattern", "neither"],
    ["let it = 1", "a variable", "variable"],
    ["const { it } = { it: 1 }", "a part of something", "only functions"],
    ["function it(this: Date) { return this.getTime() }", "a method", "bound"],
    ["const it = () => import.meta.url", "a place", "bound"],
    ["const it = async () => 1", "an asynchronous function", "asynchronous"],
    ["let n = 1\nconst it = () => n", "a function over a variable", "variable"],
    ["class A {}\nconst it = () => new A()", "a function over a class", "another class"],
    ["const it = () => 1\nexport const all = [it]", "a function that is let out", "told from it"],
    ["const it = () => 1\nconst all = [it]\nexport const f = () => all", "one that is let out later", "told from it"],
    ["const it = () => 1\nexport const all = [1].map(it)", "a function that is called"],
    ["const it = (n: number) => n\nexport const at = [it].indexOf(it)", "one that is looked for", "told from it"],
    ["const it = { a: [1] } as const\nexport const f = () => it.a", "an object that is let out", "told from it"],
    ["const it = { a: [1] } as const\nexport const f = () => it.a.map(String).concat(it.a.join())", "its parts"],
    ["const it = { a: [1] } as const\nexport const f = () => Object.values(it)", "all its parts", "told from it"],
    ["const it = { a: [1] } as const\nexport const f = () => it.a.valueOf()", "a part by another way", "told from it"],
    [
      "const it = [[1]] as const\nexport const f = (g: (n: unknown) => 1) => it.map(g)",
      "its parts to another",
      "told from it",
    ],
    [
      "const it = { a: 1 } as const\nexport const f = () => ({ ...it, k: Object.entries(it), b: 'a' in it })",
      "its values",
    ],
  ])("A.2 SEMANTICS 7 %s: %s", (text, _, refusal = "copied") => {
    const found = copied(text)
    expect(Array.isArray(found) ? "copied" : found).toContain(refusal)
  })

  it("A.2 keep the author's text, comments and order, and bring what they need", () => {
    expect(
      copied(`
// Not about it.

// The first.
const first = 1 // one
const second = first + 1, third = second + 1
/** Joins them. */
const it = (): string => [first, third].map(text).join()

function text(n: number): string
function text(n: unknown): string { return String(n) }
`),
    ).toEqual([
      "// The first.\nconst first = 1 // one",
      "const second = first + 1",
      "const third = second + 1",
      "/** Joins them. */\nconst it = (): string => [first, third].map(text).join()",
      "function text(n: number): string\nfunction text(n: unknown): string { return String(n) }",
    ])
  })

  it("A.3 A.8 do what the originals do, enums among them, and never meet the author's other names", async () => {
    const text = `${head}
enum Size { Small = 1, Large = Small << 3 }
const enum Mode { Fast = "fast", Slow = "slow" }
type RunFrame = { size: Size }
interface begin { readonly label: string }
const recorded = "recorded"
const value = { f: 2, start: 3 } as const
const sizeOf = (n: number): Size => (n > value.f ? Size.Large : Size.Small)
const program = (frame: RunFrame): begin => ({ label: \`\${Size[frame.size]} \${recorded} \${Date.now() % 1000} \${Math.random()}\` })
export const run = workflow("run", { output: z.array(z.unknown()) }, async () => {
  const f: RunFrame = { size: sizeOf(await count("a")) }
  const mode: Mode = (await ask("mode")) ? Mode.Fast : Mode.Slow
  const first = program(f)
  f.size = sizeOf((await count("b")) + value.start)
  const start = program(f)
  return [first.label, start.label, mode, mode === Mode.Fast, Size.Large, recorded, (await ask("end")) || value.start]
})`
    const { root, programs } = await loadPrograms({ "input.workflow.ts": text }, { strictest: false })
    roots.push(root)
    for (const [name, program] of programs) {
      expect((await differences(program, { depth: 5, most: 30 })).found, name).toEqual([])
    }
    const machine = readFileSync(join(root, "generated/input.machine.ts"), "utf8")
    expect(machine).not.toContain("recorded, run")
  })

  it("A.2 are another version of the workflow when they change", () => {
    const versionOf = (declared: string): unknown => {
      const root = temporaryProject({
        "a.workflow.ts": `${head}${declared}\nexport const w = workflow("w", { output: z.number() }, async () => rate() + (await count("a")))`,
      })
      const { files } = compile({ root, workflows: ["*.workflow.ts"], outDir: "out", sources: sharedSources })
      return /version: "(\w+)"/.exec(files.find(({ path }) => path.endsWith(".machine.ts"))?.text ?? "")?.[1]
    }
    const before = versionOf("const rate = () => 1 + base\nconst base = 2")
    expect(before).toEqual(versionOf("const base = 2 // changed\nconst rate = () => 1 + base"))
    expect(before).not.toEqual(versionOf("const base = 3\nconst rate = () => 1 + base"))
  })
})
