import type { PlannerParts } from "./operation.ts"

/** Tells whether a run has at least so many rows that wait; counts them only where it may. */
export interface PendingCounter {
  readonly hasAtLeast: (runId: string, bound: number) => boolean
  /** What was counted may have been taken back. */
  readonly forget: () => void
}

/** So few are counted each time. */
const few = 16

/** Of so many runs it is known how many there were. */
const mostRuns = 1_000

/**
 * Rows that came after a count have higher numbers, whichever process put them there: so a run has at most as many as it
 * had, and what the numbers have grown by. To fill an inbox with n rows costs about n then, and not n times n.
 */
export const pendingCounter = ({ prepare }: PlannerParts): PendingCounter => {
  const count = prepare("count-pending/count", (q, v: { runId: string }) =>
    q
      .selectFrom("inbox")
      .select((e) => e.fn.countAll<number>().as("rows"))
      .where("run_id", "=", v.runId)
      .where("processed_rev", "is", null)
      // What children came to is no matter of bounds.
      .where("kind", "<>", "child"),
  )
  const last = prepare("count-pending/last", (q) =>
    q.selectFrom("inbox").select((e) => e.fn.max<number | null>("seq").as("seq")),
  )
  const known = new Map<string, { readonly rows: number; readonly upTo: number }>()

  return {
    hasAtLeast: (runId, bound) => {
      const before = known.get(runId)
      if (before !== undefined && before.rows + (last.get({})?.seq ?? 0) - before.upTo < bound) return false
      const rows = count.get({ runId })?.rows ?? 0
      known.delete(runId)
      if (rows > few) known.set(runId, { rows, upTo: last.get({})?.seq ?? 0 })
      for (const oldest of known.keys()) {
        if (known.size <= mostRuns) break
        known.delete(oldest)
      }
      return rows >= bound
    },
    forget: () => known.clear(),
  }
}
