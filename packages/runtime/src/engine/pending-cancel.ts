import type { Store } from "@statewright/store"
import { isDamage } from "../history/read-stored.ts"
import { readCancel } from "./cancel-run.ts"

/** A request to cancel a run that no leader has carried out yet. */
export interface PendingCancel {
  readonly askedAt: number
  readonly force: boolean
  /** Absent where none was given, or it cannot be read. */
  readonly reason?: string
}

/** What stands in the inbox of a run to cancel it: the request that forces it, or else the first. */
export const pendingCancel = async (store: Store, runId: string): Promise<PendingCancel | undefined> => {
  const requests = (await store.inbox(runId))
    .filter(({ kind, processedRev }) => kind === "cancel" && processedRev === null)
    .map(({ acceptedAt, payload }) => ({ askedAt: acceptedAt, ...requestOf(payload) }))
  return requests.find(({ force }) => force) ?? requests[0]
}

const requestOf = (payload: string | null): Omit<PendingCancel, "askedAt"> => {
  try {
    const { why, force } = readCancel(payload)
    return { force, ...why }
  } catch (error) {
    if (isDamage(error)) return { force: false }
    throw error
  }
}
