import { shapeOf } from "./shape-of.ts"
import { writeTree } from "./write-tree.ts"
import type { Writing } from "./write-tree.ts"

/**
 * Writes values that share objects over many texts: each object keeps its number, so that one that was written earlier
 * is a reference. After a throw the heap is no longer in step with what was stored: drop it.
 */
export interface HeapWriter extends Writing {
  /** How much of each array, Map and Set is written. */
  readonly extents: Map<object, Extent>
  /** The objects inside each object, as it was last written. */
  readonly edges: Map<object, object[]>
  /** The objects that were written out since `beginDelta`. */
  readonly written: Set<object>
  /** While an object is rewritten: what it and those inside it held before. */
  before: object[] | undefined
}

/** What is written of a container. */
export type Extent =
  | { readonly kind: "array"; length: number }
  /** The entries as written, key and value in turn. */
  | { readonly kind: "map"; readonly entries: unknown[] }
  /** `rest` stands behind the last written element, and so gives the ones added since without a walk. */
  | { readonly kind: "set"; size: number; readonly rest: Iterator<unknown> }

/** A heap without objects. */
export const heapWriter = (): HeapWriter => {
  const heap: HeapWriter = {
    numbers: new Map(),
    isFrame: true,
    extents: new Map(),
    edges: new Map(),
    written: new Set(),
    before: undefined,
    again: (value) => heap.before !== undefined && !heap.written.has(value),
    note: (value, { items }) => {
      heap.written.add(value)
      for (const inner of heap.before === undefined ? [] : (heap.edges.get(value) ?? [])) heap.before?.push(inner)
      noteContent(heap, value, items)
    },
  }
  return heap
}

/** A heap that holds the objects of a reader, so that writing goes on where reading ended. */
export const heapWriterOf = (table: readonly (object | undefined)[]): HeapWriter => {
  const heap = heapWriter()
  table.forEach((object, number) => {
    if (object === undefined) return
    heap.numbers.set(object, number)
    const shape = shapeOf(object, { isFrame: true })
    if ("items" in shape) noteContent(heap, object, shape.items)
  })
  return heap
}

/** To be called before the texts of a delta: what is rewritten is rewritten once in each. */
export const beginDelta = (heap: HeapWriter): void => heap.written.clear()

/**
 * Writes a value: a known object is a reference, without a look into it.
 *
 * @example
 * const heap = heapWriter()
 * writeAssigned(heap, shared, "a") // '{"n":1}'
 * writeAssigned(heap, [shared], "b") // '[["r",0]]'
 */
export const writeAssigned = (heap: HeapWriter, value: unknown, path: string): string => writeTree(heap, value, path)

/**
 * Writes all that can be reached from a value, or could be when it was last written: for an object inside of which
 * something changed. What changed and was then moved out of it is found too. Gives a text for each part.
 *
 * @example
 * shared.n = 2
 * writeRewritten(heap, shared, "a") // ['["w",0,{"n":2}]']
 */
export const writeRewritten = (heap: HeapWriter, value: unknown, path: string): readonly string[] => {
  heap.before = []
  const texts = [writeTree(heap, value, path)]
  for (let object = heap.before.pop(); object !== undefined; object = heap.before.pop()) {
    if (!heap.written.has(object)) texts.push(writeTree(heap, object, path))
  }
  heap.before = undefined
  return texts
}

/** Keeps in mind which objects are inside an object, from item `from` on. */
export const addEdges = ({ edges }: HeapWriter, value: object, items: ArrayLike<unknown>, from: number): void => {
  let objects = edges.get(value)
  for (let at = from; at < items.length; at++) {
    const item = items[at]
    if (typeof item !== "object" || item === null) continue
    if (objects === undefined) edges.set(value, (objects = []))
    objects.push(item)
  }
}

const noteContent = (heap: HeapWriter, value: object, items: ArrayLike<unknown>): void => {
  heap.edges.delete(value)
  addEdges(heap, value, items, 0)
  const { extents } = heap
  if (Array.isArray(value)) extents.set(value, { kind: "array", length: value.length })
  else if (value instanceof Map) extents.set(value, { kind: "map", entries: Array.from(items) })
  else if (value instanceof Set) {
    const rest: Iterator<unknown> = value.values()
    for (let at = 0; at < value.size; at++) rest.next()
    extents.set(value, { kind: "set", size: value.size, rest })
  }
}
