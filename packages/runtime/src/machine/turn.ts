/** What can be iterated, one or the other. */
type ItemOf<Source> = Source extends Iterable<infer Item> ? Item : never

/**
 * The turn of a `for..of` that comes after `at` others; `undefined` when it is over. A loop over a Map or Set meets what is
 * added while it runs, and counts only those of its entries that are still there.
 *
 * @example
 * const next = turn(prices, f.name_at) // { item: ["tea", 3] }
 */
export const turn = <const Source extends Iterable<unknown>>(
  source: Source,
  at: number,
): { readonly item: ItemOf<Source> } | undefined => {
  if (Array.isArray(source)) return at < source.length ? { item: source[at] } : undefined
  const items: Iterator<unknown> = source[Symbol.iterator]()
  for (let passed = 0; passed < at; passed++) items.next()
  const next = items.next()
  return next.done === true ? undefined : { item: next.value as ItemOf<Source> } // what it iterates
}

/** The turn of a loop over `items.entries()`. */
export const entryAt = <Item>(items: readonly Item[], at: number): [number, Item] => [at, items[at] as Item] // as `entries` says

/**
 * Looks on while entries are removed from a Map or Set that a loop goes through: answers how many of the first `at` are still
 * there. Those come first, whatever else was removed and added, so a loop goes on behind them.
 *
 * @example
 * const left = follow(prices, f.name_at)
 * prices.delete("tea")
 * f.name_at = left()
 */
export const follow = (source: unknown, at: number): (() => number) => {
  if (!(source instanceof Map) && !(source instanceof Set)) return () => at
  const behind = source.keys()
  for (let passed = 0; passed < at; passed++) behind.next()
  return () => {
    let rest = 0
    while (behind.next().done !== true) rest++
    return source.size - rest
  }
}
