import { NotIterable } from "./not-iterable.ts"

/**
 * The items that `forEach` goes through, at most so many of them, as they are now; throws `NotIterable`.
 *
 * @example
 * itemsOf(new Set(["a", "b"]), 1) // ["a"]
 */
export const itemsOf = (given: unknown, most = Infinity): readonly unknown[] => {
  if (!isIterable(given)) throw new NotIterable(given)
  const items: unknown[] = []
  if (most === 0) return items
  for (const item of given) if (items.push(item) >= most) break
  return items
}

const isIterable = (given: unknown): given is Iterable<unknown> =>
  given !== undefined &&
  given !== null &&
  typeof (given as { [Symbol.iterator]?: unknown })[Symbol.iterator] === "function" // it may be anything
