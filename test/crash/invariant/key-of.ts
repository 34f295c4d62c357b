import type { Effect } from "../log/effect-log.ts"
import type { StoredRun } from "../history/history.ts"

/** The idempotency key of a call. */
export const keyOf = (
  { row }: Pick<StoredRun, "row">,
  { frame, waitId }: { readonly frame: string; readonly waitId: string },
): Effect["key"] => `${row.id}/${frame}/${waitId}`
