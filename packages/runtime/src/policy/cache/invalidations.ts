import { type CacheEntryRow, type CacheSelection, isSelected } from "@statewright/store"

/**
 * What was invalidated lately, so that an answer whose step had begun before is not kept: what it saw may be what was
 * invalidated.
 */
export interface Invalidations {
  /** How many there were. */
  readonly count: () => number
  readonly add: (selection: CacheSelection) => void
  /** Whether one of those that came after so many concerns an answer. Without tags, it may have any. */
  readonly concern: (entry: Invalidated, since: number) => boolean
}

/** A cached answer, as far as it is known. */
export type Invalidated = Pick<CacheEntryRow, "tenant" | "step" | "label"> & { readonly tags?: readonly string[] }

/** More than that are not remembered one by one: whatever began before them is not kept. */
const remembered = 10_000

/** Remembers the invalidations of one leadership. */
export const makeInvalidations = (): Invalidations => {
  const all: CacheSelection[] = []
  let dropped = 0
  return {
    count: () => dropped + all.length,
    add: (selection) => {
      all.push(selection)
      if (all.length <= remembered) return
      dropped += all.splice(0, remembered / 2).length
    },
    concern: (entry, since) => {
      if (since < dropped) return true
      // Of tags that are not known, those that are asked for may be among them.
      return all
        .slice(since - dropped)
        .some((selection) => isSelected(selection, { tags: [selection.tag ?? ""], ...entry }))
    },
  }
}
