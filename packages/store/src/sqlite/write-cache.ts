import type { CacheEntryRow, CacheWrite } from "../port/cache-row.ts"
import { isSelected } from "../port/cache-selection.ts"
import type { Operation, Planner, PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"
import { cacheCandidates } from "./read-cache.ts"
import type { Payload } from "./schema.ts"

/** Writes cached answers, how often they were used, and who is at work for all that ask for the same. */
export const planCache = ({ prepare, payloads, prepareNow }: PlannerParts): Planner => {
  const put = prepare(
    "write-cache/put",
    (q, v: Omit<CacheEntryRow, "ok" | "value" | "tags"> & { ok: number; value: Payload }) =>
      q.replaceInto("cache_entries").values({
        key: v.key,
        tenant: v.tenant,
        scope: v.scope,
        step: v.step,
        label: v.label,
        ok: v.ok,
        value: v.value,
        stored_at: v.storedAt,
        expires_at: v.expiresAt,
        stale_until: v.staleUntil,
        run_id: v.runId,
      }),
  )
  const drop = prepare("write-cache/drop", (q, v: { key: string }) =>
    q.deleteFrom("cache_entries").where("key", "=", v.key),
  )
  const tag = prepare("write-cache/tag", (q, v: { key: string; tag: string }) =>
    q.replaceInto("cache_tags").values({ key: v.key, tag: v.tag }),
  )
  const count = prepare(
    "write-cache/count",
    (q, v: { step: string; hits: number; misses: number; stale: number; joined: number }) =>
      q
        .insertInto("cache_counts")
        .values({ step: v.step, hits: v.hits, misses: v.misses, stale: v.stale, joined: v.joined })
        .onConflict((on) =>
          on.column("step").doUpdateSet((e) => ({
            hits: e("cache_counts.hits", "+", e.ref("excluded.hits")),
            misses: e("cache_counts.misses", "+", e.ref("excluded.misses")),
            stale: e("cache_counts.stale", "+", e.ref("excluded.stale")),
            joined: e("cache_counts.joined", "+", e.ref("excluded.joined")),
          })),
        ),
  )
  const begin = prepare("write-cache/begin", (q, v: { key: string; runId: string; frame: string; waitId: string }) =>
    q.replaceInto("flights").values({ key: v.key, run_id: v.runId, frame: v.frame, wait_id: v.waitId }),
  )
  const end = prepare("write-cache/end", (q, v: { key: string; runId: string; frame: string; waitId: string }) =>
    q
      .deleteFrom("flights")
      .where("key", "=", v.key)
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId),
  )
  const candidates = cacheCandidates({ prepare, payloads, prepareNow })

  const operationOf = (write: CacheWrite): Operation => {
    if (write.kind === "invalidate") {
      const { selection } = write
      return () => {
        for (const entry of candidates(selection)) {
          if (isSelected(selection, entry)) drop.run({ key: entry.stored })
        }
        return undefined
      }
    }
    const { entry } = write
    const key = payloads.sealAlike(entry.key, "cache.key")
    const label = payloads.sealAlike(entry.label, "cache.label")
    const tags = entry.tags.map((each) => payloads.sealAlike(each, "cache.tag"))
    const value = payloads.seal(entry.value, "cache.value", "", rowOf(entry.key))
    return () => {
      // With it go the tags of the one before.
      drop.run({ key })
      put.run({ ...entry, key, label, ok: entry.ok ? 1 : 0, value })
      for (const each of tags) tag.run({ key, tag: each })
      return undefined
    }
  }

  return ({ transition }, add) => {
    const { runId, cache, counts, flights } = transition
    for (const write of cache ?? []) add(operationOf(write))
    for (const each of counts ?? []) add(() => void count.run(each))
    for (const { kind, key, frame, waitId } of flights ?? []) {
      const flight = { key: payloads.sealAlike(key, "cache.key"), runId, frame, waitId }
      add(() => void (kind === "begin" ? begin : end).run(flight))
    }
  }
}
