import { describe, expect, it } from "vitest"

import { reachedDeclarations } from "../src/1-read/reached-declarations.ts"
import { readInline } from "./read-inline.ts"

const head = `
import { step, workflow } from "statewright"
import { z } from "zod"
`

/** What the body of a workflow with these statements reaches, behind these declarations and beside these files. */
const reached = (declarations: string, statements: string, others: Readonly<Record<string, string>> = {}) => {
  const { workflows, checker } = readInline(
    `${head}${declarations}\nexport const one = workflow("one", {}, async () => {\n${statements}\n})`,
    others,
  )
  const [source] = workflows
  if (source === undefined) throw new Error("invariant: there is one workflow")
  const { declarations: found, packages } = reachedDeclarations(source.body, checker)
  return { found: found.map(({ node, via }) => `${via.text}: ${node.getText()}`), packages }
}

describe("reached declarations", () => {
  it("follows helpers, constants and enums through the files of the project", () => {
    const { found } = reached(`import { net as priceOf } from "./price.ts"`, `return priceOf(1)`, {
      "src/price.ts": `import * as rates from "./rates.ts"\nexport const net = (n: number) => n * rates.full * Kind.A\nenum Kind { A = 1, B }`,
      "src/rates.ts": `export const unused = 1, full = half * 2\nconst half = 0.1`,
    })
    expect(found).toEqual([
      "priceOf: net = (n: number) => n * rates.full * Kind.A",
      "full: full = half * 2",
      "Kind: enum Kind { A = 1, B }",
      "half: half = 0.1",
    ])
  })

  it("ends at functions that call each other", () => {
    const { found } = reached(
      `const even = (n: number): boolean => n === 0 || odd(n - 1)\nconst odd = (n: number): boolean => n !== 0 && even(n - 1)`,
      `return even(2)`,
    )
    expect(found.map((each) => each.slice(0, 4))).toEqual(["even", "odd:"])
  })

  it("takes what a module does with a declaration at its top level", () => {
    const { found } = reached(
      `const rates = new Map<string, number>()\nrates.set("eur", 1)\nconsole.log("another")`,
      `return rates.get("eur")`,
    )
    expect(found).toEqual([`rates: rates = new Map<string, number>()`, `rates: rates.set("eur", 1)`])
  })

  it("takes all of a namespace that is not asked for one name, and classes by their members", () => {
    const { found } = reached(
      `import * as rates from "./rates.ts"\nimport { make } from "./make.ts"`,
      `return [Object.values(rates), make.build().size()]`,
      {
        "src/rates.ts": `export const eur = 1\nexport const usd = 2`,
        "src/make.ts": `class Box { size() { return 1 } }\nexport const make = { build: (): Box => new Box() }`,
      },
    )
    expect(found.map((each) => each.split(" ")[0])).toEqual(["rates:", "rates:", "make:", "size:"])
  })

  it("leaves out types, locals, globals, steps and workflows", () => {
    const { found, packages } = reached(
      `interface Line { n: number }\nconst inner = () => 1\nexport const ask = step("ask", { run: async () => inner() })`,
      `const line: Line = { n: Math.max(1, 2) }\nawait ask()\nreturn line satisfies Line`,
    )
    expect({ found, packages }).toEqual({ found: [], packages: [] })
  })

  it("names the packages, with the versions that the project has", () => {
    const { found, packages } = reached(`export const schema = () => z.number()`, `return schema().parse(1)`)
    expect(found).toEqual(["schema: schema = () => z.number()"])
    expect(packages.map(({ name }) => name)).toEqual(["zod"])
    expect(packages[0]?.version).toMatch(/^\d+\.\d+\.\d+/)
  })
})
