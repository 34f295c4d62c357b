import { describe, expect, it } from "vitest"

import { join } from "node:path"

import { readProject } from "../src/1-read/read-project.ts"
import { openSources } from "../src/1-read/sources.ts"
import { readTsconfig } from "../src/1-read/tsconfig.ts"
import { lowerWorkflow } from "../src/3-lower/lower-workflow.ts"
import { namingOf } from "./read-inline.ts"
import { fixtures, temporaryProject } from "./temporary-project.ts"

const strictest = readTsconfig(fixtures, join(fixtures, "tsconfig.json"))

/** Enums are not erasable, and some edits leave a name without use. */
const options = {
  ...strictest.options,
  erasableSyntaxOnly: false,
  noUnusedLocals: false,
  allowImportingTsExtensions: true,
}
const sources = openSources({ ...strictest, options })

const files: Readonly<Record<string, string>> = {
  "src/a.workflow.ts": `
import { failure, step, workflow } from "statewright"
import { z } from "zod"
import { convert } from "rates"
import { priceOf, type Line } from "./price.ts"
import { unused } from "./unused.ts"

export class TooDear extends failure("TooDear", z.object({ cents: z.number() })) {}
const Order = z.object({ lines: z.array(z.object({ cents: z.number() })) })
export const pay = step("pay", {
  input: z.object({ cents: z.number() }),
  output: z.string(),
  retry: { strategy: "fixed", initialDelay: "1 minute", maxAttempts: 3 },
  run: async ({ cents }) => String(cents + unused),
})
export const buy = workflow("buy", { input: Order, output: z.string(), errors: [TooDear] }, async ({ lines }) => {
  const cents: number = lines.map((line: Line) => priceOf(line)).reduce((sum, each) => sum + each, 0)
  if (cents > 100) throw new TooDear({ cents })
  const receipt = await pay({ cents: convert(cents) })
  return \`\${receipt} for \${cents}\`
})`,
  "src/price.ts": `
import { add as plus } from "./sums.ts"
export interface Line { readonly cents: number }
const rate = 1.2
export const priceOf = (line: Line): number => plus(line.cents, rate, Kind.Full)
enum Kind { Half = 1, Full = 2 }
export const other = (): number => 7`,
  "src/sums.ts": `
export const add = (...all: number[]): number => all.reduce((sum, each) => sum + each, start)
let start = 0
if (start === 1) start = 2
export const sub = (a: number, b: number): number => a - b`,
  "src/unused.ts": `export const unused = 1`,
  "src/node_modules/rates/package.json": `{ "name": "rates", "version": "1.0.0", "types": "index.d.ts" }`,
  "src/node_modules/rates/index.d.ts": `export declare const convert: (cents: number) => number`,
}

const versionOf = (edited: Readonly<Record<string, string>>): string => compiled(edited).version

const compiled = (edited: Readonly<Record<string, string>>) => {
  const all = { ...files, ...edited }
  const project = readProject({
    root: temporaryProject(all),
    workflows: ["src/*.workflow.ts"],
    outDir: "src/generated",
    sources,
  })
  expect(project.diagnostics.map(({ message }) => message)).toEqual([])
  const [workflow] = project.workflows
  if (workflow === undefined) throw new Error("invariant: there is one workflow")
  const { context: naming, imports } = namingOf(project)
  const result = lowerWorkflow(workflow, { naming, imports, locked: [] })
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"))
  return { version: result.version, contracts: result.code.contracts }
}

/** The version once `from` has become `to` in one file. */
const afterEdit = (file: string, from: string, to: string): string => versionOf(edit(file, from, to))

const edit = (file: string, from: string, to: string): Readonly<Record<string, string>> => {
  const text = files[file] ?? ""
  expect(text).toContain(from)
  return { [file]: text.replaceAll(from, to) }
}

const workflowFile = "src/a.workflow.ts"

describe("a version", () => {
  it.each([
    ["a semicolon", workflowFile, "throw new TooDear({ cents })", "throw new TooDear({ cents });"],
    ["quotes, commas and parentheses", workflowFile, "sum + each, 0)", "(sum + each), 0,)"],
    ["a comment in the body", workflowFile, "const receipt", "// What was paid.\n  const receipt"],
    ["a comment in a helper", "src/price.ts", "const rate", "/** Of the year. */\nconst rate"],
    ["the layout of a helper", "src/sums.ts", "=> all.reduce(", "=>\n  (all).reduce("],
    ["a type in the body", workflowFile, "const cents: number", "const cents: 0 | number"],
    ["a type of a helper", "src/price.ts", "readonly cents: number", "cents: number"],
    ["a cast in a helper", "src/price.ts", "rate = 1.2", "rate = 1.2 as number"],
    ["an export", "src/price.ts", "const rate", "export const rate"],
    ["a declaration that nothing reaches", "src/price.ts", "7", "8"],
    ["a neighbour of a helper's helper", "src/sums.ts", "a - b", "b - a"],
    ["what a step does", workflowFile, "String(cents + unused)", "String(cents)"],
    ["what only a step reaches", "src/unused.ts", "1", "2"],
    ["the retries of a step", workflowFile, "maxAttempts: 3", "maxAttempts: 5"],
    [
      "the limits of a step",
      workflowFile,
      "  retry:",
      '  concurrency: { limit: 2, key: ({ cents }) => String(cents) },\n  rate: { limit: 5, per: "1 hour" },\n  retry:',
    ],
    [
      "the limits of the workflow, or its tags",
      workflowFile,
      "errors: [TooDear] }",
      "errors: [TooDear], tags: ({ lines }) => ({ lines: lines.length }), concurrency: { limit: 2, key: () => unused + '' } }",
    ],
    [
      "what a step takes and answers",
      workflowFile,
      "input: z.object({ cents: z.number() })",
      "input: z.object({ cents: z.int() })",
    ],
  ])("SEMANTICS 27 stays when %s changes", (_, file, from, to) => {
    expect(afterEdit(file, from, to)).toBe(versionOf({}))
  })

  it("SEMANTICS 27 stays when a helper moves to another file", () => {
    const text = (files["src/price.ts"] ?? "").replace("./sums.ts", "./moved/plus.ts")
    expect(versionOf({ "src/price.ts": text, "src/moved/plus.ts": files["src/sums.ts"] ?? "" })).toBe(versionOf({}))
  })

  it.each([
    ["a statement of the body", workflowFile, "cents > 100", "cents > 200"],
    ["a helper", "src/price.ts", "line.cents, rate", "rate, line.cents"],
    ["a helper's helper", "src/sums.ts", "sum + each", "each + sum"],
    ["a constant", "src/price.ts", "1.2", "1.3"],
    ["an enum", "src/price.ts", "Full = 2", "Full = 3"],
    ["what a module does with a variable", "src/sums.ts", "start = 2", "start = 3"],
    ["the kind of a variable", "src/sums.ts", "let start", "var start"],
    ["which helper a name stands for", "src/price.ts", "add as plus", "sub as plus, add as unused"],
    ["an error's tag", workflowFile, 'failure("TooDear", ', 'failure("Dear", '],
    [
      "the input's schema",
      workflowFile,
      "lines: z.array(z.object({ cents: z.number() }))",
      "lines: z.array(z.object({ cents: z.int() }))",
    ],
    ["the output's schema", workflowFile, "output: z.string(), errors", "output: z.string().max(9), errors"],
    ["the step that is called", workflowFile, "pay", "spend"],
    ["the version of a package", "src/node_modules/rates/package.json", "1.0.0", "1.0.1"],
  ])("SEMANTICS 27 changes with %s", (_, file, from, to) => {
    expect(afterEdit(file, from, to)).not.toBe(versionOf({}))
  })

  it("SEMANTICS 27 changes when two names swap what they stand for", () => {
    const swapped = (first: string, second: string): string =>
      versionOf({
        "src/price.ts": `import { ${first} as plus, ${second} as minus } from "./sums.ts"
export interface Line { readonly cents: number }
export const priceOf = ({ cents }: Line): number => plus(cents, minus(cents, 1))`,
        "src/sums.ts": `export const a = (x: number, y: number): number => x + y
export const b = (x: number, y: number): number => x - y`,
      })
    expect(swapped("a", "b")).not.toBe(swapped("b", "a"))
  })
})

describe("the version of a workflow that waits for events", () => {
  const waits = {
    "src/a.workflow.ts": `
import { waitForEvent, workflow } from "statewright"
import { z } from "zod"
import { isLarge, Paid } from "./paid.ts"
export const Note = z.object({ text: z.string() })
export const buy = workflow("buy", { input: z.string(), output: z.unknown() }, async (orderId) => {
  const { cents } = await waitForEvent("paid", {
    schema: Paid,
    where: (paid) => paid.orderId === orderId && isLarge(paid.cents) && paid.cents < 900,
    timeout: "3 days",
  })
  return [cents, await waitForEvent("note", { schema: Note, timeout: "1 day", onTimeout: null })]
})`,
    "src/paid.ts": `
import { made } from "schemas"
import { z } from "zod"
export const Paid = z.object({ orderId: z.string(), cents: made })
export const isLarge = (cents: number): boolean => cents > 100`,
    "src/node_modules/schemas/package.json": `{ "name": "schemas", "version": "1.0.0", "types": "index.d.ts" }`,
    "src/node_modules/schemas/index.d.ts": `import { z } from "zod"\nexport declare const made: z.ZodNumber`,
  }
  const versionAfter = (file: keyof typeof waits, from: string, to: string): string => {
    expect(waits[file]).toContain(from)
    return versionOf({ ...waits, [file]: waits[file].replace(from, to) })
  }
  const file = "src/a.workflow.ts"

  it.each([
    ["the layout of a condition", file, "paid.cents < 900", "(paid.cents   < 900)"],
    ["a comment in a condition", file, "isLarge(paid.cents)", "/* large */ isLarge(paid.cents)"],
    ["a comment in a schema", "src/paid.ts", "cents: made", "/* each */ cents: made"],
    ["the version of the package that made a schema", "src/node_modules/schemas/package.json", "1.0.0", "1.0.1"],
  ] as const)("SEMANTICS 27 stays when %s changes", (_, at, from, to) => {
    expect(versionAfter(at, from, to)).toBe(versionOf(waits))
  })

  it.each([
    ["the name of an event", file, '"note"', '"notice"'],
    ["what is left of a condition", file, "900", "800"],
    ["the property that is looked up", file, "paid.orderId === orderId", "paid.orderId + paid.orderId === orderId"],
    ["what a condition calls", "src/paid.ts", "> 100", "> 200"],
    ["a schema", file, "text: z.string()", "text: z.string().max(9)"],
    ["a schema of another file", "src/paid.ts", "orderId: z.string()", "orderId: z.string().max(9)"],
    ["a timeout", file, "3 days", "4 days"],
    ["what comes when it is over", file, "onTimeout: null", "onTimeout: 0"],
  ] as const)("SEMANTICS 27 changes with %s", (_, at, from, to) => {
    expect(versionAfter(at, from, to)).not.toBe(versionOf(waits))
  })
})

describe("the contract of a step", () => {
  const contractAfter = (from: string, to: string): string | undefined => {
    const [[, hash] = []] = compiled(edit(workflowFile, from, to)).contracts
    return hash
  }

  it.each([
    ["what it does", "String(cents + unused)", "String(cents)"],
    ["how often it is tried", "maxAttempts: 3", "maxAttempts: 5"],
    ["its layout", "{ cents: z.number() }),\n  output", "{\n    cents: z.number(), // each\n  }),\n  output"],
    ["its workflow", "cents > 100", "cents > 200"],
  ])("SEMANTICS 27 stays with %s", (_, from, to) => {
    expect(contractAfter(from, to)).toBe(contractAfter("pay", "pay"))
  })

  it.each([
    ["its input", "input: z.object({ cents: z.number() }),", "input: z.object({ cents: z.int() }),"],
    ["its output", "output: z.string(),\n  retry", "output: z.string().max(9),\n  retry"],
    ["its errors", "output: z.string(),\n  retry", "output: z.string(),\n  errors: [TooDear],\n  retry"],
    ["its name", 'step("pay"', 'step("spend"'],
  ])("SEMANTICS 27 changes with %s", (_, from, to) => {
    expect(contractAfter(from, to)).toMatch(/^[0-9a-f]{12}$/)
    expect(contractAfter(from, to)).not.toBe(contractAfter("pay", "pay"))
  })
})

describe("the version of a workflow that validates", () => {
  const checks = {
    "src/a.workflow.ts": `
import { validate, workflow } from "statewright"
import { z } from "zod"
import { isLarge, Paid } from "./paid.ts"
export const buy = workflow("buy", { input: z.string(), output: z.unknown() }, async (given) =>
  validate(given, Paid, { assert: { large: (paid) => isLarge(paid.cents) && paid.cents < 900 }, transform: (paid) => paid.cents }))`,
    "src/paid.ts": `
import { z } from "zod"
export const Paid = z.object({ cents: z.number() })
export const isLarge = (cents: number): boolean => cents > 100`,
  }
  it.each([
    ["an assertion", "src/a.workflow.ts", "paid.cents < 900", "paid.cents < 800"],
    ["the name of an assertion", "src/a.workflow.ts", "large:", "big:"],
    ["a transformation", "src/a.workflow.ts", "=> paid.cents }", "=> paid }"],
    ["the mode", "src/a.workflow.ts", "{ assert:", '{ mode: "warn", assert:'],
    ["what an assertion calls", "src/paid.ts", "> 100", "> 200"],
    ["its schema", "src/paid.ts", "z.number()", "z.number().max(9)"],
  ] as const)("F13.1 SEMANTICS 27 changes with %s", (_, at, from, to) => {
    expect(checks[at]).toContain(from)
    expect(versionOf({ ...checks, [at]: checks[at].replace(from, to) })).not.toBe(versionOf(checks))
  })
})
