import type { CacheEntryRow, CacheSelection } from "./cache-row.ts"

/** Whether a cached answer is among those that are meant. */
export const isSelected = (
  { tenant, step, label, tag, pattern }: CacheSelection,
  entry: Pick<CacheEntryRow, "tenant" | "step" | "label" | "tags">,
): boolean =>
  (tenant === undefined || tenant === entry.tenant) &&
  (step === undefined || step === entry.step) &&
  (label === undefined || label === entry.label) &&
  (tag === undefined || entry.tags.includes(tag)) &&
  (pattern === undefined || matches(pattern, `${entry.step}/${entry.label}`))

/**
 * Whether a text fits a pattern in which `*` stands for any characters and `?` for one.
 *
 * @example matches("price/user:*", "price/user:7") // true
 */
export const matches = (pattern: string, text: string): boolean => {
  const wanted = Array.from(pattern)
  const given = Array.from(text)
  let at = 0
  let from = 0
  let star = -1
  let mark = 0
  while (from < given.length) {
    if (wanted[at] === "*") {
      star = at
      mark = from
      at += 1
    } else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === given[from])) {
      at += 1
      from += 1
    } else if (star >= 0) {
      // The last star takes one more.
      mark += 1
      from = mark
      at = star + 1
    } else return false
  }
  while (wanted[at] === "*") at += 1
  return at === wanted.length
}
