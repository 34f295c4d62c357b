import { tags } from "../format.ts"
import type { Opened } from "../opened.ts"
import type { Refusal, Shape } from "../shape.ts"
import { refuseExtras } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

/** A Set. */
export const setShape = (set: Set<unknown>): Shape | Refusal =>
  refuseExtras(set, "a Set") ?? { open: `["${tags.set}"`, items: [...set], goesOn: true, close: "]", step: elementStep }

/** From a Set to an element. */
export const elementStep = (_: Shape, index: number): string => `.values()[${index}]`

/** Reads a Set. */
export const readSet = (tree: readonly unknown[], existing: object | undefined): Opened => {
  const set = existing ?? new Set()
  if (!(set instanceof Set)) return damaged("a Set in the place of something else")
  set.clear()
  const trees = tree.slice(1)
  const end = (): void => void (set.size === trees.length || damaged("a Set with an element twice"))
  return { object: set, fill: { trees, put: (value) => void set.add(value), end } }
}
