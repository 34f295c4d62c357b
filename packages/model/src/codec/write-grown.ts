import { tags } from "./format.ts"
import { addEdges } from "./heap-writer.ts"
import type { Extent, HeapWriter } from "./heap-writer.ts"
import { indexStep } from "./kind/array.ts"
import { entryStep } from "./kind/map.ts"
import { elementStep } from "./kind/set.ts"
import type { Shape } from "./shape.ts"
import { writeItems, writeTree } from "./write-tree.ts"

/**
 * Writes an array, Map or Set that grew by `push`, `set` or `add`: of a known one only what was added, or set to another
 * value. One that changed in another way as far as can be seen (it shrank, say) is written out again.
 *
 * @example
 * writeGrown(heap, squares, "squares") // '["+",0,81]'
 */
export const writeGrown = (heap: HeapWriter, value: unknown, path: string): string => {
  const known = typeof value === "object" && value !== null && heap.numbers.has(value) ? value : undefined
  if (known === undefined) return writeTree(heap, value, path)
  const added = addedTo(known, heap.extents.get(known))
  return added === undefined ? writeAgain(heap, known, path) : writeAdded(heap, known, added, path)
}

type Added = Pick<Shape, "items" | "step"> & { readonly from: number }

/** What was added since; `undefined` if that is not all that changed. */
const addedTo = (value: object, extent: Extent | undefined): Added | undefined => {
  switch (extent?.kind) {
    case "array":
      return Array.isArray(value) ? addedToArray(value, extent) : undefined
    case "map":
      return value instanceof Map ? addedToMap(value, extent) : undefined
    case "set":
      return value instanceof Set ? addedToSet(value, extent) : undefined
    case undefined:
      return undefined
  }
}

const addedToArray = (array: readonly unknown[], extent: Extract<Extent, { kind: "array" }>): Added | undefined => {
  const from = extent.length
  if (array.length < from) return undefined
  for (let at = from; at < array.length; at++) if (!(at in array)) return undefined
  extent.length = array.length
  return { items: array, from, step: indexStep }
}

/** `set` may have changed any value, and only a look at all of them can tell: cheap, but the one thing here that is not O(change). */
const addedToMap = (
  map: ReadonlyMap<unknown, unknown>,
  { entries }: Extract<Extent, { kind: "map" }>,
): Added | undefined => {
  const items: unknown[] = []
  let at = 0
  for (const [key, value] of map) {
    if (at >= entries.length) {
      entries.push(key, value)
      items.push(key, value)
    } else if (!Object.is(entries[at], key)) {
      return undefined
    } else if (!Object.is(entries[at + 1], value)) {
      entries[at + 1] = value
      items.push(key, value)
    }
    at += 2
  }
  return at < entries.length ? undefined : { items, from: 0, step: entryStep }
}

const addedToSet = (set: ReadonlySet<unknown>, extent: Extract<Extent, { kind: "set" }>): Added | undefined => {
  if (set.size < extent.size) return undefined
  const items: unknown[] = []
  // Never past the last element: an iterator that has ended would not see what is added later.
  for (; extent.size < set.size; extent.size++) items.push(extent.rest.next().value)
  return { items, from: 0, step: elementStep }
}

const writeAdded = (heap: HeapWriter, value: object, { items, from, step }: Added, path: string): string => {
  addEdges(heap, value, items, from)
  const open = `["${tags.grown}",${heap.numbers.get(value)}`
  const shape: Shape = { open, items, goesOn: true, close: "]", step }
  return open + writeItems(heap, path, [{ shape, index: from, end: items.length, close: "]" }])
}

/** This one object only: what it holds was not declared as changed. */
const writeAgain = (heap: HeapWriter, value: object, path: string): string => {
  let isWritten = false
  const again = (object: object): boolean => object === value && !isWritten && (isWritten = true)
  return writeTree({ ...heap, again }, value, path)
}
