import { quotedMessage } from "@statewright/model"
import type { CacheEntryRow, CacheFilter } from "@statewright/store"
import { CacheStoreFailed } from "../../error/cache-store-failed.ts"
import type { CacheStore } from "./cache-store.ts"

/** What a store of the author's lists; it may take its time, throw, and answer anything. Rejects with `CacheStoreFailed`. */
export const listedEntries = async (
  name: string,
  store: CacheStore,
  filter: CacheFilter,
  inTime: <Value>(asked: Promise<Value>) => Promise<Value>,
): Promise<readonly CacheEntryRow[]> => {
  try {
    const ask = async (): Promise<readonly CacheEntryRow[]> => store.list(filter)
    const rows = await inTime(ask())
    const problem = problemOf(rows)
    if (problem === undefined) return rows
    throw new CacheStoreFailed(name, problem)
  } catch (error) {
    if (error instanceof CacheStoreFailed) throw error
    throw new CacheStoreFailed(name, quotedMessage(error), error)
  }
}

const problemOf = (rows: unknown): string | undefined => {
  if (!Array.isArray(rows)) return "what it answered is no list"
  const at = rows.findIndex((row: unknown) => !isEntry(row))
  return at === -1 ? undefined : `number ${at + 1} of what it answered is none that it was given to keep`
}

const isEntry = (row: unknown): boolean => {
  if (typeof row !== "object" || row === null) return false
  const entry: Partial<Record<keyof CacheEntryRow, unknown>> = row
  return (
    texts.every((name) => typeof entry[name] === "string") &&
    typeof entry.ok === "boolean" &&
    typeof entry.storedAt === "number" &&
    times.every((name) => entry[name] === null || typeof entry[name] === "number") &&
    (entry.runId === null || typeof entry.runId === "string") &&
    Array.isArray(entry.tags) &&
    entry.tags.every((tag) => typeof tag === "string")
  )
}

const texts = ["key", "tenant", "scope", "step", "label"] as const
const times = ["expiresAt", "staleUntil"] as const
