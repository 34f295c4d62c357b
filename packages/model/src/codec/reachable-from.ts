import { shapeOf } from "./shape-of.ts"

/**
 * Every object that the codec would write for these, themselves included.
 *
 * @example
 * reachableFrom([{ list: [1] }]) // new Set([{ list: [1] }, [1]])
 */
export const reachableFrom = (objects: Iterable<object>): ReadonlySet<object> => {
  const found = new Set(objects)
  // A Set gives what is added while it is walked.
  for (const each of found) {
    const shape = shapeOf(each, { isFrame: true })
    if (!("items" in shape)) continue
    for (let at = 0; at < shape.items.length; at++) {
      const item = shape.items[at]
      if (typeof item === "object" && item !== null) found.add(item)
    }
  }
  return found
}
