import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  beginDelta,
  heapWriter,
  heapWriterOf,
  readTree,
  writeAssigned,
  writeGrown,
  writeRewritten,
} from "../../src/index.ts"
import type { HeapWriter, ObjectTable } from "../../src/index.ts"
import { graph } from "./graphs.ts"
import { differenceOf } from "./isomorphism.ts"

interface Pair {
  readonly heap: HeapWriter
  readonly table: ObjectTable
}

const pair = (): Pair => ({ heap: heapWriter(), table: [] })

const assign = ({ heap, table }: Pair, value: unknown): unknown =>
  readTree(table, JSON.parse(writeAssigned(heap, value, "x")))

const grow = ({ heap, table }: Pair, value: unknown): string => {
  const text = writeGrown(heap, value, "x")
  readTree(table, JSON.parse(text))
  return text
}

const rewrite = ({ heap, table }: Pair, value: unknown): void => {
  beginDelta(heap)
  for (const text of writeRewritten(heap, value, "x")) readTree(table, JSON.parse(text))
}

describe("A.9 the heap", () => {
  it("writes a known object as a reference without a look into it", () => {
    const { heap } = pair()
    const shared = { list: [1, 2, 3] }
    expect(writeAssigned(heap, shared, "a")).toBe('{"list":[1,2,3]}')
    expect(writeAssigned(heap, [shared, shared.list, { n: 1 }], "b")).toBe('[["r",0],["r",1],{"n":1}]')
    expect(writeAssigned(heap, { shared }, "c")).toBe('{"shared":["r",0]}')
  })

  it("keeps identity over many texts", () => {
    const both = pair()
    const shared = { n: 1 }
    const first = assign(both, { shared }) as { shared: object }
    expect(assign(both, shared)).toBe(first.shared)
    expect((assign(both, [{ shared }]) as [{ shared: object }])[0].shared).toBe(first.shared)
  })

  it("N.4 writes only what was added to an array, a Set or a Map", () => {
    const both = pair()
    const known = { n: 1 }
    const value = {
      array: [0, "a"] as unknown[],
      set: new Set<unknown>([1]),
      map: new Map<unknown, unknown>([["k", 1]]),
    }
    const back = assign(both, value)
    value.array.push(known, 2)
    value.set.add(known).add(1).add(2)
    value.map.set("l", known)
    expect(grow(both, value.array)).toBe('["+",1,{"n":1},2]')
    expect(grow(both, value.set)).toBe('["+",2,["r",4],2]')
    expect(grow(both, value.map)).toBe('["+",3,"l",["r",4]]')
    expect(grow(both, value.array)).toBe('["+",1]')
    expect(differenceOf(value, back)).toBeUndefined()
  })

  it("sees a known key of a Map that was set to another value, beside new keys", () => {
    const both = pair()
    const map = new Map<string, unknown>([
      ["a", 1],
      ["b", 2],
      ["c", 0],
    ])
    const back = assign(both, map)
    map.set("d", 4).set("b", 20).set("c", -0)
    expect(grow(both, map)).toBe('["+",0,"b",20,"c",["n","-0"],"d",4]')
    expect(differenceOf(map, back)).toBeUndefined()
  })

  it("writes a container again that shrank, or of which keys moved, and keeps its identity", () => {
    const both = pair()
    const value = {
      array: [1, 2, 3],
      set: new Set([1, 2]),
      map: new Map([
        ["a", 1],
        ["b", 2],
      ]),
    }
    const back = assign(both, value)
    value.array.length = 1
    value.set.delete(1)
    value.map.delete("a")
    value.map.set("a", 3)
    for (const each of [value.array, value.set, value.map]) expect(grow(both, each)).toMatch(/^\["w"/)
    value.array.push(9)
    expect(grow(both, value.array)).toBe('["+",1,9]')
    expect(differenceOf(value, back)).toBeUndefined()
  })

  it("assigns an array that grows before it was ever written", () => {
    expect(writeGrown(heapWriter(), [1, 2], "x")).toBe("[1,2]")
  })

  it("changes objects in place that changed in place, however deep", () => {
    const both = pair()
    const inner: { n: number; gone?: boolean } = { n: 1, gone: true }
    const date = new Date(0)
    const bytes = new Uint8Array(2)
    const error = new Error("first")
    const value = {
      inner,
      map: new Map<unknown, unknown>([[inner, date]]),
      bytes,
      frozen: Object.freeze([inner]),
      error,
    }
    const back = assign(both, value) as typeof value
    const held = [back.inner, back.map, back.bytes, back.bytes.buffer, back.error]
    delete inner.gone
    inner.n = 2
    date.setTime(5)
    bytes[1] = 7
    error.message = "second"
    value.map.set("new", { value })
    rewrite(both, value)
    expect(differenceOf(value, back)).toBeUndefined()
    expect(held).toEqual([back.inner, back.map, back.bytes, back.bytes.buffer, back.error])
  })

  it("finds what changed and was then moved out", () => {
    const both = pair()
    const inner = { n: [1] }
    const value: { from: { inner?: object }; to: unknown[] } = { from: { inner }, to: [] }
    const back = assign(both, value)
    inner.n.push(2)
    delete value.from.inner
    value.to.push(inner)
    beginDelta(both.heap)
    const texts = writeRewritten(both.heap, value.from, "from")
    expect(texts).toEqual(['["w",1,{}]', '["w",2,{"n":["w",3,[1,2]]}]'])
    for (const text of texts) readTree(both.table, JSON.parse(text))
    expect(grow(both, value.to)).toBe('["+",4,["r",2]]')
    expect(differenceOf(value, back)).toBeUndefined()
  })

  it("is the same after any graph was rewritten into it", () => {
    fc.assert(
      fc.property(graph, graph, (first, second) => {
        const both = pair()
        const held = [first, second]
        const back = assign(both, held)
        held.push({ first }, second)
        rewrite(both, held)
        expect(differenceOf(held, back)).toBeUndefined()
      }),
    )
  })

  it("goes on from what was read", () => {
    const both = pair()
    const value = { list: [1], set: new Set([1]), map: new Map([["a", [1]]]) }
    const back = assign(both, value) as typeof value
    const heap = heapWriterOf(both.table)
    back.list.push(2)
    back.set.add(2)
    back.map.set("b", back.list)
    expect(writeGrown(heap, back.list, "x")).toBe('["+",1,2]')
    expect(writeGrown(heap, back.set, "x")).toBe('["+",2,2]')
    expect(writeGrown(heap, back.map, "x")).toBe('["+",3,"b",["r",1]]')
  })
})
