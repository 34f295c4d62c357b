import type { Store, TimerRow } from "@statewright/store"
import { beginIn } from "../advance/advance.ts"
import type { LiveRun } from "./live-runs.ts"
import { type Moment, moveRun } from "./move-run.ts"
import { parsedInput } from "./parsed-input.ts"
import type { Prepared } from "./prepared.ts"

/** Begins once more a run that was parked over its very beginning. */
export const beginAgain = async (
  live: LiveRun,
  { frame, waitId, kind }: TimerRow,
  store: Store,
  moment: Moment,
): Promise<Prepared | undefined> => {
  const row = await store.run(live.id)
  if (row === undefined) return undefined
  const input = await parsedInput(live.program, row, moment.read)
  if (!input.ok) throw input.error
  return moveRun(live, moment, (given) => beginIn(live.program, live.frame, input.value, given), {
    movedBy: { kind: "start" },
    clearTimers: [{ frame, waitId, kind }],
  })
}
