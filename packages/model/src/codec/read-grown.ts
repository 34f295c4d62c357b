import { putEntries } from "./kind/map.ts"
import type { Opened } from "./opened.ts"
import { damaged } from "./value-damaged.ts"

/** Adds elements to an array, Map or Set that is there already. */
export const readGrown = (tree: readonly unknown[], object: object): Opened => {
  const trees = tree.slice(2)
  if (Array.isArray(object)) return { object, fill: { trees, put: (value) => void object.push(value) } }
  if (object instanceof Map) return { object, fill: { trees, put: putEntries(object) } }
  if (object instanceof Set) return { object, fill: { trees, put: (value) => void object.add(value) } }
  return damaged("elements for what has none")
}
