import { tags } from "./format.ts"
import { readPlainArray, readSparseArray, readTaggedArray } from "./kind/array.ts"
import { readBytes } from "./kind/bytes.ts"
import { readDate } from "./kind/date.ts"
import { readError } from "./kind/error.ts"
import { readMap } from "./kind/map.ts"
import { readPending } from "./kind/pending.ts"
import { readBareObject, readPlainObject } from "./kind/plain-object.ts"
import { readRegexp } from "./kind/regexp.ts"
import { readSet } from "./kind/set.ts"
import { readView } from "./kind/view.ts"
import type { Fill, Opened } from "./opened.ts"
import { readBigint, readOddNumber } from "./primitive.ts"
import { readGrown } from "./read-grown.ts"
import { damaged } from "./value-damaged.ts"

/** The objects read so far, by number. */
export type ObjectTable = (object | undefined)[]

/**
 * The value of a tree that JSON.parse made; the tree is used up. Nesting takes no call stack.
 *
 * @example
 * readTree([], [1, ["d", 0]]) // [1, new Date(0)]
 */
export const readTree = (table: ObjectTable, tree: unknown): unknown => {
  const reading: Reading = { table, cursors: [], frozen: [] }
  const value = read(reading, tree)
  for (let cursor = reading.cursors.at(-1); cursor !== undefined; cursor = reading.cursors.at(-1)) {
    const { fill, index } = cursor
    if (index === fill.trees.length) {
      reading.cursors.pop()
      fill.end?.()
    } else {
      cursor.index++
      fill.put(read(reading, fill.trees[index]), index)
    }
  }
  // Only now, since a cycle may still put something into what is frozen.
  for (const object of reading.frozen) Object.freeze(object)
  return value
}

interface Reading {
  readonly table: ObjectTable
  readonly cursors: { readonly fill: Fill; index: number }[]
  readonly frozen: object[]
}

const read = (reading: Reading, tree: unknown): unknown => {
  if (typeof tree !== "object" || tree === null) return tree
  if (!Array.isArray(tree) || typeof tree[0] !== "string") return readObject(reading, tree, undefined)
  switch (tree[0]) {
    case tags.undefined:
      return undefined
    case tags.number:
      return readOddNumber(tree[1])
    case tags.bigint:
      return readBigint(tree[1])
    case tags.reference:
      return known(reading.table, tree[1])
    case tags.rewritten:
      return readObject(reading, tree[2], known(reading.table, tree[1]))
    case tags.grown:
      return start(reading, readGrown(tree, known(reading.table, tree[1])))
    default:
      return readObject(reading, tree, undefined)
  }
}

const readObject = (reading: Reading, tree: unknown, existing: object | undefined): object => {
  const isFrozen = Array.isArray(tree) && tree[0] === tags.frozen
  const { table } = reading
  const number = table.length
  // The number is taken before the parts take theirs.
  if (existing === undefined) table.push(undefined)
  const opened = openTree(reading, isFrozen ? tree[1] : tree, existing)
  if (existing === undefined) table[number] = opened.object
  if (isFrozen) reading.frozen.push(opened.object)
  return start(reading, opened)
}

const start = ({ cursors }: Reading, { object, fill }: Opened): object => {
  if (fill !== undefined) cursors.push({ fill, index: 0 })
  return object
}

const openTree = (reading: Reading, tree: unknown, existing: object | undefined): Opened => {
  if (typeof tree !== "object" || tree === null) return damaged("a primitive in the place of an object")
  if (!Array.isArray(tree)) return readPlainObject(tree, existing)
  switch (tree[0]) {
    case tags.array:
      return readTaggedArray(tree, existing)
    case tags.sparse:
      return readSparseArray(tree, existing)
    case tags.bare:
      return readBareObject(tree, existing)
    case tags.date:
      return readDate(tree, existing)
    case tags.map:
      return readMap(tree, existing)
    case tags.set:
      return readSet(tree, existing)
    case tags.regexp:
      return readRegexp(tree, existing)
    case tags.bytes:
      return readBytes(tree, existing)
    case tags.view:
      return readView(tree, existing, (buffer) => read(reading, buffer))
    case tags.pending:
      return readPending(tree, existing)
    case tags.error:
      return readError(tree, existing)
    default:
      return typeof tree[0] === "string" ? damaged("an unknown tag") : readPlainArray(tree, existing)
  }
}

const known = (table: ObjectTable, number: unknown): object =>
  (typeof number === "number" ? table[number] : undefined) ?? damaged("a reference to nothing")
