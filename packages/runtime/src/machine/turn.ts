/** The ways to ask for what is in a collection, by the names of its methods. */
type Method = "entries" | "keys" | "values"

/** What a loop over `source`, or over `source.keys()`, is about. */
type ItemOf<Source, By> = By extends Method
  ? Source extends Readonly<Record<By, () => Iterable<infer Item>>>
    ? Item
    : never
  : Source extends Iterable<infer Item>
    ? Item
    : never

/**
 * The turn of a `for..of` that comes after `at` others; `undefined` when it is over. A loop over a Map or Set meets what is
 * added while it runs, and counts only those of its entries that are still there.
 *
 * @example
 * const next = turn(prices, f.name_at) // { item: ["tea", 3] }
 */
export const turn = <const Source extends Iterable<unknown>, By extends Method | undefined = undefined>(
  source: Source,
  at: number,
  by?: By,
): { readonly item: ItemOf<Source, By> } | undefined => {
  // All of these are what `by` says.
  type Turn = { readonly item: ItemOf<Source, By> } | undefined
  if (Array.isArray(source) && by === undefined) return at < source.length ? { item: source[at] } : undefined
  if (source instanceof Map || source instanceof Set) return turnOf(source, at, by) as Turn
  const items = by === undefined ? source[Symbol.iterator]() : (source as unknown as Uint8Array)[by]()
  skip(items, at)
  const next = items.next()
  return next.done === true ? undefined : ({ item: next.value } as Turn)
}

type Collection = Map<unknown, unknown> | Set<unknown>

/** Where the last turn of a loop left off, so that the next one need not begin from the first entry. */
const places = new WeakMap<Collection, { readonly entries: Iterator<[unknown, unknown]>; readonly at: number }>()

const turnOf = (source: Collection, at: number, by: Method | undefined): { readonly item: unknown } | undefined => {
  const place = places.get(source)
  const entries = place?.at === at ? place.entries : skip(source.entries(), at)
  const next = entries.next()
  if (next.done === true) {
    places.delete(source)
    return undefined
  }
  places.set(source, { entries, at: at + 1 })
  switch (by ?? (source instanceof Map ? "entries" : "values")) {
    case "entries":
      return { item: next.value }
    case "keys":
      return { item: next.value[0] }
    case "values":
      return { item: next.value[1] }
  }
}

const skip = <Items extends Iterator<unknown>>(items: Items, count: number): Items => {
  for (let passed = 0; passed < count; passed++) items.next()
  return items
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
  const behind = skip(source.keys(), at)
  return () => {
    places.delete(source)
    let rest = 0
    while (behind.next().done !== true) rest++
    return source.size - rest
  }
}
