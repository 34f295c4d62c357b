import type { CacheCount, CacheEntryRow, CacheFilter, CacheSelection, FlightRow } from "../port/cache-row.ts"
import { isSelected } from "../port/cache-selection.ts"
import { openSteps } from "./open-steps.ts"
import type { PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

const columns = [
  "cache_entries.key",
  "tenant",
  "scope",
  "step",
  "label",
  "ok",
  "value",
  "stored_at as storedAt",
  "expires_at as expiresAt",
  "stale_until as staleUntil",
  "run_id as runId",
] as const

type Stored = Omit<CacheEntryRow, "ok" | "value" | "tags"> & { readonly ok: number; readonly value: Payload }

/** Reads cached answers, how often they were used, and who is at work for all that ask for the same. */
export const cacheReader = (parts: PlannerParts) => {
  const { prepare, payloads } = parts
  const one = prepare("read-cache/one", (q, v: { key: string }) =>
    q.selectFrom("cache_entries").select(columns).where("key", "=", v.key),
  )
  const counts = prepare("read-cache/counts", (q) =>
    q.selectFrom("cache_counts").select(["step", "hits", "misses", "stale", "joined"]).orderBy("step"),
  )
  // One whose call has ended or rests is at work for nobody.
  const flights = prepare("read-cache/flights", (q) =>
    q
      .selectFrom("flights")
      .innerJoin("runs", "runs.id", "flights.run_id")
      .innerJoin("steps", (join) =>
        join
          .onRef("steps.run_id", "=", "flights.run_id")
          .onRef("steps.frame", "=", "flights.frame")
          .onRef("steps.wait_id", "=", "flights.wait_id"),
      )
      .select(["flights.key", "flights.run_id as runId", "flights.frame", "flights.wait_id as waitId"])
      .where("runs.status", "=", "running")
      .where("steps.status", "in", openSteps)
      .orderBy("flights.key"),
  )
  const tags = prepare("read-cache/tags", (q, v: { key: string }) =>
    q.selectFrom("cache_tags").select("tag").where("key", "=", v.key),
  )
  const candidates = cacheCandidates(parts)

  const opened = ({ ok, value, ...row }: Stored): CacheEntryRow => {
    const key = payloads.openAlike(row.key, "cache.key")
    return {
      ...row,
      key,
      label: payloads.openAlike(row.label, "cache.label"),
      ok: ok === 1,
      value: payloads.open(value, "cache.value", "", rowOf(key)),
      tags: tags
        .all({ key: row.key })
        .map(({ tag }) => payloads.openAlike(tag, "cache.tag"))
        .toSorted(),
    }
  }
  const entry = (key: string): CacheEntryRow | undefined =>
    one.all({ key: payloads.sealAlike(key, "cache.key") }).map(opened)[0]
  const selected = (selection: CacheSelection): readonly Candidate[] =>
    Array.from(candidates(selection)).filter((row) => isSelected(selection, row))

  return {
    entry,
    entries: ({ limit, after = "", ...selection }: CacheFilter): CacheEntryRow[] =>
      selected(selection)
        .filter(({ key }) => key > after)
        .toSorted((left, right) => (left.key < right.key ? -1 : 1))
        .slice(0, limit)
        .flatMap(({ key }) => entry(key) ?? []),
    count: (selection: CacheSelection): number => selected(selection).length,
    counts: (): CacheCount[] => counts.all({}),
    flights: (): FlightRow[] =>
      flights.all({}).map((row) => ({ ...row, key: payloads.openAlike(row.key, "cache.key") })),
  }
}

/** A cached answer, as far as it must be known to tell whether it is meant. */
interface Candidate extends Pick<CacheEntryRow, "key" | "tenant" | "step" | "label" | "tags"> {
  /** The key as it is stored. */
  readonly stored: string
}

/**
 * What leads to those that may be meant: the tag, the step, or nothing; a page at a time, for there may be many. Patterns and
 * all else are looked at here, not by SQLite, which may see only what is sealed.
 */
export const cacheCandidates = ({
  prepare,
  payloads,
}: PlannerParts): ((selection: CacheSelection) => Generator<Candidate>) => {
  const found = ["cache_entries.key as stored", "tenant", "step", "label"] as const
  const withTag = prepare("read-cache/withTag", (q, v: { tag: string; after: string }) =>
    q
      .selectFrom("cache_tags")
      .innerJoin("cache_entries", "cache_entries.key", "cache_tags.key")
      .select(found)
      .where("cache_tags.tag", "=", v.tag)
      .where("cache_tags.key", ">", v.after)
      .orderBy("cache_tags.key")
      .limit(pageSize),
  )
  const withLabel = prepare("read-cache/withLabel", (q, v: { step: string; label: string; after: string }) =>
    q
      .selectFrom("cache_entries")
      .select(found)
      .where("step", "=", v.step)
      .where("label", "=", v.label)
      .where("key", ">", v.after)
      .orderBy("key")
      .limit(pageSize),
  )
  const ofStep = prepare("read-cache/ofStep", (q, v: { step: string; label: string; after: string }) =>
    q
      .selectFrom("cache_entries")
      .select(found)
      .where("step", "=", v.step)
      .where((e) => e(e.refTuple("label", "key"), ">", e.tuple(v.label, v.after)))
      .orderBy("label")
      .orderBy("key")
      .limit(pageSize),
  )
  const all = prepare("read-cache/all", (q, v: { after: string }) =>
    q.selectFrom("cache_entries").select(found).where("key", ">", v.after).orderBy("key").limit(pageSize),
  )

  const page = ({ tag, pattern, step = stepOf(pattern), label }: CacheSelection, last: Last): readonly Found[] => {
    const after = last.stored
    if (tag !== undefined) return withTag.all({ tag: payloads.sealAlike(tag, "cache.tag"), after })
    if (step === undefined) return all.all({ after })
    if (label === undefined) return ofStep.all({ step, label: last.label, after })
    return withLabel.all({ step, label: payloads.sealAlike(label, "cache.label"), after })
  }

  return function* (selection) {
    const tags = selection.tag === undefined ? [] : [selection.tag]
    let last: Last | undefined = { stored: "", label: "" }
    while (last !== undefined) {
      const rows = page(selection, last)
      for (const { stored, label, ...row } of rows) {
        const key = payloads.openAlike(stored, "cache.key")
        yield { ...row, key, stored, label: payloads.openAlike(label, "cache.label"), tags }
      }
      last = rows.length < pageSize ? undefined : rows.at(-1)
    }
  }
}

const pageSize = 500

type Found = Pick<CacheEntryRow, "tenant" | "step" | "label"> & { readonly stored: string }

/** Where a page begins behind: key and label as they are stored. */
type Last = Pick<Found, "stored" | "label">

/** Where a pattern names its step. */
const stepOf = (pattern = ""): string | undefined => /^([^*?/]+)\//.exec(pattern)?.[1]
