import { describe, expect, it } from "vitest"

import { storable, storableReason } from "../src/1-read/storable.ts"
import { readInline, variablesOf } from "./read-inline.ts"

/** What is wrong with each variable of a text; nothing where it can be stored. */
const refusals = (text: string): Record<string, string> => {
  const project = readInline(text)
  return Object.fromEntries(
    [...variablesOf(project)].flatMap(([name, declaration]) => {
      const found = storable(project.checker.getTypeAtLocation(declaration.name), project.checker)
      return found.ok ? [] : [[name, storableReason(name, found)]]
    }),
  )
}

describe("storable", () => {
  it("A.9 lets pass what the codec keeps", () => {
    const found = refusals(`
import { failure } from "statewright"
import { z } from "zod"
export class Declined extends failure("Declined", z.object({ code: z.string() })) {}
export class Odd extends Error { readonly detail = 1 }
interface Tree { readonly value: bigint; readonly children: Tree[]; readonly parent?: Tree }
declare const made: {
  a: string; b: Date | null; c: Map<string, Set<RegExp>>; d: Uint8Array; e: [number, "x"?]; f: Error; g: Declined; h: Odd
  i: Tree; j: any; k: unknown; l: undefined; m: Record<string, TypeError>; n: readonly number[]; o: ArrayBuffer; p: void; q: object
}
export const { a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q } = made
export const branded = z.string().brand("Id").parse("x")
`)
    expect(found).toEqual({})
  })

  it("A.7 A.9 names the part that cannot be kept, and what it is", () => {
    const found = refusals(`
class Cart { total = 0 }
declare const made: {
  a: () => void; b: { deep: { send(): void } }; c: Promise<number>; d: Cart[]; e: Map<string, typeof Cart>; f: symbol
  g: IterableIterator<number>; h: WeakMap<object, number>; i: { x: string } & { y: () => void }; j: string | (() => void)
  k: Record<string, AbortSignal>; l: readonly [number, Promise<1>]; m: URL
}
export const { a, b, c, d, e, f, g, h, i, j, k, l, m } = made
`)
    expect(found).toEqual({
      made: "`made.a` is a function",
      a: "`a` is a function",
      b: "`b.deep.send` is a function",
      d: "`d[number]` is an instance of class `Cart`",
      e: "`e[value]` is a class",
      f: "`f` is a symbol",
      g: "`g` is an iterator",
      h: "`h` is a `WeakMap`",
      i: "`i.y` is a function",
      j: "`j` is a function",
      k: "`k[key]` is a `AbortSignal`",
      m: "`m` is a `URL`",
    })
  })
})
