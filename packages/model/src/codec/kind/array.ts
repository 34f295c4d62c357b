import { tags } from "../format.ts"
import { ignore } from "../opened.ts"
import type { Opened } from "../opened.ts"
import type { Refusal, Shape } from "../shape.ts"
import { refuseExtra } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

/** An array: as it stands if it can, tagged if it begins with a string or has holes. */
export const arrayShape = (array: readonly unknown[]): Shape | Refusal => {
  // Indices come first, then `length`, then what does not belong to an array: one look says that it is dense and plain.
  const keys = Reflect.ownKeys(array)
  if (keys.length !== array.length + 1 || keys[array.length] !== "length") return sparseShape(array, keys)
  const tagged = typeof array[0] === "string"
  return { open: tagged ? `["${tags.array}"` : "[", items: array, goesOn: tagged, close: "]", step: indexStep }
}

/** From an array to an element. */
export const indexStep = (_: Shape, index: number): string => `[${index}]`

const sparseShape = (array: readonly unknown[], keys: readonly (string | symbol)[]): Shape | Refusal => {
  const count = keys.indexOf("length")
  const extra = keys[count + 1]
  if (extra !== undefined) return refuseExtra(extra, "an array")
  const items = keys.slice(0, count).flatMap((key) => [Number(key), array[Number(key)]])
  return {
    open: `["${tags.sparse}",${array.length}`,
    items,
    goesOn: true,
    close: "]",
    step: (shape, index) => `[${String(shape.items[index - 1])}]`,
  }
}

/** Reads an array that stands for itself; a new one becomes the array itself. */
export const readPlainArray = (tree: unknown[], existing: object | undefined): Opened => {
  if (existing !== undefined) return refill(tree, 0, existing)
  const indices: number[] = []
  for (let at = 0; at < tree.length; at++) if (typeof tree[at] === "object" && tree[at] !== null) indices.push(at)
  if (indices.length === 0) return { object: tree }
  return {
    object: tree,
    fill: { trees: indices.map((at) => tree[at]), put: (value, at) => void (tree[indices[at] ?? 0] = value) },
  }
}

/** Reads an array that begins with a string. */
export const readTaggedArray = (tree: readonly unknown[], existing: object | undefined): Opened =>
  refill(tree, 1, existing ?? [])

/** Reads an array with holes. */
export const readSparseArray = (tree: readonly unknown[], existing: object | undefined): Opened => {
  const length = tree[1]
  const array = existing ?? []
  if (!Array.isArray(array) || !isLength(length)) return damaged("an array with holes without its length")
  const trees = tree.slice(2)
  if (Object.isFrozen(array)) return { object: array, fill: { trees, put: ignore } }
  array.length = 0
  array.length = length
  let index = 0
  const put = (value: unknown, at: number): void => {
    if (at % 2 === 1) array[index] = value
    else if (isLength(value) && value < length) index = value
    else damaged("an element outside its array")
  }
  return trees.length % 2 === 0 ? { object: array, fill: { trees, put } } : damaged("an index without its element")
}

const refill = (tree: readonly unknown[], from: number, array: object): Opened => {
  if (!Array.isArray(array)) return damaged("an array in the place of something else")
  const trees = from === 0 ? tree : tree.slice(from)
  if (Object.isFrozen(array)) return { object: array, fill: { trees, put: ignore } }
  array.length = 0
  return { object: array, fill: { trees, put: (value) => void array.push(value) } }
}

const isLength = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32
