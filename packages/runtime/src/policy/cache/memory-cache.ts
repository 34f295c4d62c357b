import { type CacheEntryRow, isSelected } from "@statewright/store"
import type { CacheStore } from "./cache-store.ts"

/**
 * Keeps cached answers in memory, up to so many characters; who was not asked for the longest goes first. It knows no time:
 * whoever asks looks at when an answer ends.
 */
export const memoryCache = (most: number): CacheStore => {
  const entries = new Map<string, CacheEntryRow>()
  let size = 0

  const remove = (key: string): boolean => {
    const entry = entries.get(key)
    if (entry === undefined) return false
    size -= sizeOf(entry)
    return entries.delete(key)
  }

  return {
    get: async (key) => {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry
    },
    put: async (entry) => {
      remove(entry.key)
      if (sizeOf(entry) > most) return
      entries.set(entry.key, entry)
      size += sizeOf(entry)
      for (const key of entries.keys()) {
        if (size <= most) break
        remove(key)
      }
    },
    invalidate: async (selection) =>
      [...entries.values()].filter((entry) => isSelected(selection, entry) && remove(entry.key)).length,
    list: async ({ limit, after = "", ...selection }) =>
      [...entries.values()]
        .filter((entry) => entry.key > after && isSelected(selection, entry))
        .toSorted((one, other) => (one.key < other.key ? -1 : 1))
        .slice(0, limit),
  }
}

const sizeOf = ({ key, label, value, tags }: CacheEntryRow): number =>
  200 + key.length + label.length + value.length + tags.join().length
