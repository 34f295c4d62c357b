import type { RunStatus, StatewrightError } from "@statewright/model"
import type { RunSummary, Store } from "@statewright/store"
import { restoreFrame } from "../snapshot/restore.ts"
import { SnapshotDamaged } from "../snapshot/snapshot-damaged.ts"
import { isDamage } from "./read-stored.ts"

/** A run whose snapshot cannot be read. */
export interface UnreadRun {
  readonly id: string
  readonly workflow: string
  readonly error: StatewrightError
}

/** The runs whose snapshots cannot be read. */
export interface SnapshotCheck {
  /** What is stored is not what was written, or not for this build. */
  readonly damaged: readonly UnreadRun[]
  /** It is sealed, and nobody can judge it without the key. */
  readonly sealed: readonly UnreadRun[]
}

/** Only a run that has not ended has a snapshot. */
const openStatuses: readonly RunStatus[] = ["queued", "running", "parked"]

const pageSize = 500

/**
 * Reads the snapshots of all runs that have not ended, base and deltas with their checksums, as whoever goes on with
 * them will. An engine may work meanwhile.
 *
 * @example
 * const { damaged } = await checkSnapshots(store)
 */
export const checkSnapshots = async (store: Store): Promise<SnapshotCheck> => {
  const damaged: UnreadRun[] = []
  const sealed: UnreadRun[] = []
  for (const status of openStatuses) {
    let after: RunSummary | undefined
    do {
      const page = await store.runsIn(status, { limit: pageSize, ...(after !== undefined && { after }) })
      for (const run of page) {
        const error = await errorOf(store, run)
        if (error === undefined) continue
        const unread = lacksKey(error) ? sealed : damaged
        unread.push({ id: run.id, workflow: run.workflow, error })
      }
      after = page.length < pageSize ? undefined : page.at(-1)
    } while (after !== undefined)
  }
  return { damaged, sealed }
}

const errorOf = async (store: Store, { id, state }: RunSummary): Promise<StatewrightError | undefined> => {
  try {
    const stored = await store.frame(id)
    if (stored !== undefined) restoreFrame(id, stored.snapshot, stored.deltas)
    // A run in line has none yet, and one that has ended meanwhile none any more.
    else if (state !== null && (await store.run(id))?.endedAt === null) return new SnapshotDamaged("it is not there")
    return undefined
  } catch (error) {
    if (isDamage(error)) return error
    throw error
  }
}

const lacksKey = (error: StatewrightError): boolean =>
  error._tag === "PayloadSealed" && "why" in error && error.why === "no-key"
