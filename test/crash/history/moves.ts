import type { InboxRow } from "@statewright/store"
import { decodeValue } from "@statewright/model"

/** Whether this row moved its run; any other came too late, or only began an attempt. */
export const isMove = ({ kind, id, seed, payload, processedRev }: InboxRow): boolean => {
  if (processedRev === null || processedRev === 0) return false
  switch (kind) {
    case "park":
    case "wake":
    case "resume":
      return true
    case "retry":
      return false
    case "cancel":
      return seed !== null || isForced(payload)
    case "timer":
      return seed !== null || isCleanUpDeadline(id)
    case "start":
    case "step":
    case "event":
    case "received":
    case "child":
      return seed !== null
  }
}

/** Whether a request to cancel ends its run without letting it clean up. */
export const isForced = (payload: string | null): boolean =>
  (decodeValue(payload ?? "") as { readonly force: boolean }).force // `cancelRun` wrote it

/** Whether this timer ends a cancelled run that has cleaned up for too long. */
export const isCleanUpDeadline = (id: string): boolean => id === "timer:main/cleanup"
