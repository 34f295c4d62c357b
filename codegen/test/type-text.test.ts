import { describe, expect, it } from "vitest"

import { typeTextOf } from "../src/1-read/type-text.ts"
import { namingOf, readInline, variablesOf } from "./read-inline.ts"

const other = `export interface Row { readonly at: Date }
export class Price { constructor(readonly cents: number) {} }
export const rows = (): Row[] => []
interface Hidden { readonly z: 1 }
export const hidden = (): Hidden => ({ z: 1 })
export namespace deep { export interface Leaf { readonly n: number } }
export const leaf = (): deep.Leaf => ({ n: 1 })
`.replace("export namespace deep", "export declare namespace deep")

/** The printed type of every variable of a text, or the code of its diagnostic, and the imports that they need. */
const typesOf = (text: string): { types: Record<string, string>; imported: string[] } => {
  const project = readInline(text, { "src/other.ts": other })
  const { imports, context, imported } = namingOf(project)
  const types = [...variablesOf(project)].map(([name, declaration]) => {
    const type = typeTextOf(declaration, imports, context)
    return [name, type.ok ? type.text : `${type.diagnostic.code} ${type.diagnostic.message}`]
  })
  return { types: Object.fromEntries(types), imported: imported() }
}

describe("typeTextOf", () => {
  it("A.2 prints nothing of a mark that concerns the call which a type came from", () => {
    const { types } = typesOf(`
const pick = <A, B>(a: A, b: B): A | NoInfer<B> => a ?? b
const list = <A, B>(a: A, b: B): (A | NoInfer<B>)[] => [a, b]
export const same = pick({ n: 1 }, { n: 2 })
export const other = pick({ n: 1 }, { text: "none" })
export const many = list({ n: 1 }, { n: 2 })
`)
    expect(types).toMatchObject({
      same: "{ n: number }",
      other: "{ n: number } | { text: string }",
      many: "({ n: number })[]",
    })
  })

  it("A.2 prints plain types as the checker does, on one line", () => {
    const { types, imported } = typesOf(`
export const a = { x: new Map<string, Set<Date>>(), y: [1, "a"] as [number, string], z: undefined as "q; }" | undefined }
export const b = [1, 2]
export const { c, d = 3 } = { c: 1n } as { c: bigint; d?: number }
export const e = new Error("x") as Error | null
`)
    expect(types).toEqual({
      a: '{ x: Map<string, Set<Date>>; y: [number, string]; z: "q; }" | undefined; }',
      b: "number[]",
      c: "bigint",
      d: "number",
      e: "Error | null",
    })
    expect(imported).toEqual([])
  })

  it("A.2 prefers the author's annotation and imports what it names", () => {
    const { types, imported } = typesOf(`
import type { Row as Line } from "./other.js"
import * as all from "./other.js"
export interface Mine { readonly n: number }
export const a: ReadonlyArray<Line> = []
export const b: Map<string, Mine[]> = new Map()
export const c: all.Row | undefined = undefined
export const d: typeof all.rows = all.rows
`)
    expect(types).toEqual({
      a: "ReadonlyArray<Line>",
      b: "Map<string, Mine[]>",
      c: "all.Row | undefined",
      d: "typeof all.rows",
    })
    expect(imported).toEqual([
      "Row as Line from ../other.js",
      "Mine as Mine from ../a.workflow.js",
      "* as all from ../other.js",
    ])
  })

  it("A.2 imports a type that the author's file does not name, under a name that is free", () => {
    const { types, imported } = typesOf(`
import { leaf, rows } from "./other.js"
export const Row = 1
export const found = rows()
export const one = leaf()
`)
    expect(types).toMatchObject({ found: "Row_2[]", one: "deep.Leaf" })
    expect(imported).toEqual(["Row as Row_2 from ../other.js", "deep as deep from ../other.js"])
  })

  it("A.7 refuses what the generated file cannot name", () => {
    const { types } = typesOf(`
import { hidden } from "./other.js"
interface Own { readonly q: string }
export const own = (): Own => ({ q: "" })
export const a = own()
export const b = hidden()
export const f = () => {
  interface Inside { readonly k: number }
  type Alias = { readonly s: string }
  const c: Inside = { k: 1 }
  const d: Alias = { s: "" }
  const e = []
  let g
  g = 1
  e.push(g)
  return [c, d, e]
}
`)
    expect(types).toMatchObject({
      a: "Own",
      b: "SW3204 `Hidden` is used by the generated machine, but not exported, and cannot be copied: it stands in another file.",
      c: "SW5003 The type of `c` cannot be named in the generated file: `Inside` is declared inside a function.",
      d: "{ readonly s: string }",
      e: "SW5003 The type of `e` cannot be named in the generated file: it takes its type from what is assigned later.",
      g: "SW5003 The type of `g` cannot be named in the generated file: it takes its type from what is assigned later.",
    })
  })
})
