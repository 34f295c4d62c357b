import type { Forgetting } from "@statewright/store"
import { anything, checkOptions, type Duration, durationMillis } from "@statewright/workflow"

/** How long runs are kept after they have ended: all of them, or by how they ended; those not named are kept for ever. */
export type Retention = Duration | { readonly [Status in Forgetting["status"]]?: Duration }

/** In ms, by how runs ended. */
export type RetentionMillis = ReadonlyMap<Forgetting["status"], number>

const retentionKinds = { completed: anything, failed: anything, cancelled: anything }

const statuses = ["completed", "failed", "cancelled"] as const

/** Reads the option. Throws `InvalidDuration`, `InvalidOption`. */
export const retentionMillis = (retention: Retention | undefined): RetentionMillis => {
  if (retention === undefined) return new Map()
  if (typeof retention === "object") checkOptions("retention", retention, retentionKinds)
  return new Map(
    statuses.flatMap((status): [Forgetting["status"], number][] => {
      const kept = typeof retention === "object" ? retention[status] : retention
      return kept === undefined ? [] : [[status, durationMillis(kept)]]
    }),
  )
}

const second = 1_000
const hour = 3_600_000

/** How often to look for what is kept no longer, in ms: what is kept shortly is not kept much longer. */
export const forgetEvery = (kept: readonly number[]): number =>
  Math.max(second, Math.min(hour, ...kept.map((millis) => millis / 10)))
