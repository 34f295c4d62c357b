import type { BreakerRow, BreakerWrite, CacheCount, NewNotice, Transition } from "@statewright/store"

/** Something to be stored that is true whatever becomes of the run that it was seen in. */
export type LedgerWrite =
  | { readonly kind: "breaker"; readonly row: BreakerRow }
  | { readonly kind: "breaker-gone"; readonly key: string }
  /** Added to what was counted. */
  | { readonly kind: "cache-count"; readonly count: CacheCount }
  | { readonly kind: "notice"; readonly notice: NewNotice }

/** Rows that no run owns: they are stored with the next batch, in a transition of their own. */
export interface Ledger {
  readonly write: (write: LedgerWrite) => void
  /** What is to be stored with the present batch; nothing where nothing was written. */
  readonly take: (at: number) => Transition | undefined
  /** What was taken is stored, or is not: then it comes again. */
  readonly settled: (isStored: boolean) => void
}

/** What was written and is not stored; of a breaker only the last. */
interface Pages {
  readonly breakers: ReadonlyMap<string, BreakerWrite>
  readonly counts: ReadonlyMap<string, CacheCount>
  readonly notices: readonly NewNotice[]
}

const empty: Pages = { breakers: new Map(), counts: new Map(), notices: [] }

/** A ledger that calls `wake` when something is to be stored. */
export const makeLedger = (wake: () => void): Ledger => {
  let pages = empty
  let taken = empty
  return {
    write: (write) => {
      pages = added(pages, pagesOf(write))
      wake()
    },
    take: (at) => {
      if (pages === empty) return undefined
      taken = added(taken, pages)
      pages = empty
      const { breakers, counts, notices } = taken
      return {
        runId: "",
        at,
        run: { kind: "none" },
        ...(breakers.size > 0 && { breakers: [...breakers.values()] }),
        ...(counts.size > 0 && { counts: [...counts.values()] }),
        ...(notices.length > 0 && { notices }),
      }
    },
    settled: (isStored) => {
      if (taken === empty) return
      if (!isStored) {
        pages = added(taken, pages)
        wake()
      }
      taken = empty
    },
  }
}

const pagesOf = (write: LedgerWrite): Pages => {
  switch (write.kind) {
    case "breaker":
      return { ...empty, breakers: new Map([[write.row.key, { kind: "put", row: write.row }]]) }
    case "breaker-gone":
      return { ...empty, breakers: new Map([[write.key, { kind: "drop", key: write.key }]]) }
    case "cache-count":
      return { ...empty, counts: new Map([[write.count.step, write.count]]) }
    case "notice":
      return { ...empty, notices: [write.notice] }
  }
}

const added = (before: Pages, behind: Pages): Pages => ({
  breakers: new Map([...before.breakers, ...behind.breakers]),
  counts: new Map([
    ...before.counts,
    ...Array.from(behind.counts, ([step, count]) => [step, sum(before, count)] as const),
  ]),
  notices: [...before.notices, ...behind.notices],
})

const sum = ({ counts }: Pages, more: CacheCount): CacheCount => {
  const { hits, misses, stale, joined } = counts.get(more.step) ?? { hits: 0, misses: 0, stale: 0, joined: 0 }
  return {
    step: more.step,
    hits: hits + more.hits,
    misses: misses + more.misses,
    stale: stale + more.stale,
    joined: joined + more.joined,
  }
}
