import { describe, expect, it } from "vitest"

import { compileFile } from "../src/compile-file.ts"
import type { CompileFile } from "../src/compiled-file.ts"
import { compile, type CompileResult } from "../src/index.ts"
import { ts } from "../src/1-read/syntax.ts"
import { temporaryProject } from "./temporary-project.ts"

/** A project of several modules, written for module settings that want this extension. */
const shop = (extension: string, alias = "."): Record<string, string> => ({
  "src/money/price.ts": `export interface Price { readonly cents: number }
export const plus = (a: Price, b: Price): Price => ({ cents: a.cents + b.cents })
export default { cents: 0 } satisfies Price
`,
  "src/money/charge.ts": `import { step } from "statewright"
import { z } from "zod"
export const charge = step("charge", { input: z.object({ cents: z.number() }), output: z.object({ cents: z.number() }), run: async (price) => price })
`,
  "src/orders/order.workflow.ts": `import { sleep, workflow } from "statewright"
import { z } from "zod"
import { charge as pay } from "${alias === "." ? ".." : alias}/money/charge${extension}"
import nothing, { plus } from "../money/price${extension}"
export const order = workflow("order", { input: z.array(z.number()), output: z.number() }, async (items) => {
  let total = plus(nothing, nothing)
  for (const cents of items) {
    total = plus(total, await pay({ cents }))
  }
  await sleep("1 second")
  return total.cents
})
`,
})

const compileIn = (files: Readonly<Record<string, string>>, options: object): CompileResult => {
  const base = {
    target: "es2024",
    strict: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    skipLibCheck: true,
    types: [],
  }
  const tsconfig = JSON.stringify({ compilerOptions: { ...base, ...options } })
  const root = temporaryProject({ ...files, "tsconfig.json": tsconfig })
  return compile({ root, workflows: ["src/**/*.workflow.ts"], outDir: "src/generated" })
}

const text = ({ files }: CompileResult, path: string): string =>
  files.find((file) => file.path === `src/generated/${path}`)?.text ?? ""

const importsOf = (module: string): string[] => module.match(/(?<=from )"\..*"/gm) ?? []

let known: CompileResult | undefined
/** The shop under `nodenext`, compiled once. */
const nodenext = (): CompileResult => (known ??= compileIn(shop(".js"), { module: "nodenext" }))

describe("compile", () => {
  it.each([
    ["nodenext", ".js", ".", { module: "nodenext" }],
    ["nodenext with .ts", ".ts", ".", { module: "nodenext", allowImportingTsExtensions: true, noEmit: true }],
    ["a bundler", "", ".", { module: "esnext", moduleResolution: "bundler" }],
    [
      "a bundler with a path alias",
      "",
      "@",
      { module: "esnext", moduleResolution: "bundler", paths: { "@/*": ["./src/*"] } },
    ],
  ])("A.2 writes imports that the project's own settings understand: %s", (_, extension, alias, options) => {
    const result = compileIn(shop(extension, alias), options)
    expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([])
    const charge = alias === "." ? `../../money/charge${extension}` : `${alias}/money/charge`
    expect(text(result, "orders/order.machine.ts")).toContain(`import { charge as pay } from "${charge}"`)
    expect(importsOf(text(result, "orders/order.machine.ts"))).toContain(`"../../money/price${extension}"`)
    expect(importsOf(text(result, "index.ts"))).toEqual([
      `"../money/charge${extension}"`,
      `"./orders/order.machine${extension}"`,
    ])
  })

  it("A.2 names a type that only a helper's module declares, and takes a default import along", () => {
    const machine = text(nodenext(), "orders/order.machine.ts")
    expect(machine).toContain("total: Price")
    expect(machine).toContain('import { default as nothing, plus, type Price } from "../../money/price.js"')
  })

  it("A.2 gives browsers types only", () => {
    const client = text(nodenext(), "client.ts")
    expect(client).toContain('readonly order: typeof import("../orders/order.workflow.js").order')
    expect(ts.transpileModule(client, { compilerOptions: { removeComments: true } }).outputText.trim()).toBe(
      "export {};",
    )
  })

  it("A.4 gives the same bytes for the same text, and keeps the rest where one statement is changed", () => {
    const before = nodenext()
    expect(compileIn(shop(".js"), { module: "nodenext" }).files).toEqual(before.files)
    const edited = Object.entries(shop(".js")).map(([path, code]) => [path, code.replace('"1 second"', '"2 seconds"')])
    const after = compileIn(Object.fromEntries(edited) as Record<string, string>, { module: "nodenext" }) // entries of such a record
    const linesOf = (result: CompileResult): string[] => text(result, "orders/order.machine.ts").split("\n")
    const changed = linesOf(after).filter((line, at) => line !== linesOf(before)[at])
    expect(changed.map((line) => line.trim().replace(/"\w{12}"/, '"<hash>"'))).toEqual([
      'return sleep("2 seconds")',
      'version: "<hash>",',
    ])
  })

  it("A.6 reports what is wrong with a generated segment at the author's statements", () => {
    const files = {
      "src/a.workflow.ts": `import { step, workflow } from "statewright"
export const one = step("one", { run: async () => 1 })
export const wrong = workflow("wrong", {}, async () => {
  const first = await one()
  return first
})
`,
    }
    const root = temporaryProject(files)
    const spoilt: CompileFile = (...given) => {
      const compiled = compileFile(...given)
      return {
        ...compiled,
        machine: compiled.machine.replace("return completed(", "const spoilt: string = 1\n    return completed("),
      }
    }
    const { diagnostics } = compile({ root, workflows: ["src/*.workflow.ts"], outDir: "src/generated" }, spoilt)
    expect(diagnostics.map(({ code, file, span }) => `${file}:${span.line} ${code}`)).toEqual([
      "src/a.workflow.ts:4 SW5004",
    ])
    expect(diagnostics[0]?.message).toMatch(
      /'number' is not assignable to type 'string'.*\(TS2322, at line \d+ of src\/generated\/a\.machine\.ts\)/,
    )
  })
})
