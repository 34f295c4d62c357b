import { writeTree } from "./write-tree.ts"
import type { Writing } from "./write-tree.ts"

/**
 * Writes values that share objects over many texts: each object keeps its number, so that one that was written earlier
 * is a reference. After a throw the heap is no longer in step with what was stored: drop it.
 */
export interface HeapWriter extends Writing {
  /** How much of each array, Map and Set is written. */
  readonly extents: Map<object, Extent>
  /** The objects that this delta has written out, if it writes known ones again. */
  written: Set<object> | undefined
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
    extents: new Map(),
    written: undefined,
    again: (value) => heap.written !== undefined && !heap.written.has(value),
    note: (value, { items }) => {
      heap.written?.add(value)
      noteExtent(heap.extents, value, items)
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
    noteExtent(heap.extents, object, object instanceof Map ? [...object].flat(1) : [])
  })
  return heap
}

/**
 * Begins a delta. With `rewriting`, whatever is written in it is walked through, known objects too: for a transition
 * that changed objects in place, wherever they were moved to.
 */
export const beginDelta = (heap: HeapWriter, { rewriting }: { readonly rewriting: boolean }): void => {
  heap.written = rewriting ? new Set() : undefined
}

/**
 * Writes a value: a known object is a reference, unless the delta is a rewriting one.
 *
 * @example
 * const heap = heapWriter()
 * writeAssigned(heap, shared, "a") // '{"n":1}'
 * writeAssigned(heap, [shared], "b") // '[["r",0]]'
 */
export const writeAssigned = (heap: HeapWriter, value: unknown, path: string): string => writeTree(heap, value, path)

const noteExtent = (extents: Map<object, Extent>, value: object, items: ArrayLike<unknown>): void => {
  if (Array.isArray(value)) extents.set(value, { kind: "array", length: value.length })
  else if (value instanceof Map) extents.set(value, { kind: "map", entries: Array.from(items) })
  else if (value instanceof Set) {
    const rest: Iterator<unknown> = value.values()
    for (let at = 0; at < value.size; at++) rest.next()
    extents.set(value, { kind: "set", size: value.size, rest })
  }
}
