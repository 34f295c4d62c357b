import { tags } from "../format.ts"
import type { Opened } from "../opened.ts"
import type { Refusal, Shape } from "../shape.ts"
import { refuseExtras } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

/** A Map; its items are key, value, key, value. */
export const mapShape = (map: Map<unknown, unknown>): Shape | Refusal => {
  const refusal = refuseExtras(map, "a Map")
  if (refusal !== undefined) return refusal
  const items: unknown[] = []
  for (const [key, value] of map) items.push(key, value)
  return { open: `["${tags.map}"`, items, goesOn: true, close: "]", step: entryStep }
}

/** From a Map to a value of it, or to a key. */
export const entryStep = ({ items }: Shape, index: number): string => {
  if (index % 2 === 0) return `.keys()[${index / 2}]`
  const key = items[index - 1]
  return typeof key === "string" || typeof key === "number"
    ? `.get(${JSON.stringify(key)})`
    : `.values()[${(index - 1) / 2}]`
}

/** Reads a Map. */
export const readMap = (tree: readonly unknown[], existing: object | undefined): Opened => {
  const map = existing ?? new Map()
  if (!(map instanceof Map)) return damaged("a Map in the place of something else")
  map.clear()
  const trees = tree.slice(1)
  const end = (): void => void (map.size * 2 === trees.length || damaged("a Map with a key twice"))
  return { object: map, fill: { trees, put: putEntries(map), end } }
}

/** Takes key, value, key, value. */
export const putEntries = (map: Map<unknown, unknown>): ((value: unknown, index: number) => void) => {
  let key: unknown
  return (value, index) => {
    if (index % 2 === 0) key = value
    else map.set(key, value)
  }
}
