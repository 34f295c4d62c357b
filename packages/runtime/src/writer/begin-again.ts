import type { Store, TimerRow } from "@statewright/store"
import { beginEntryIn, type Entry } from "../advance/begin-entry.ts"
import type { Advanced, Circumstances } from "../advance/advanced.ts"
import { beginIn } from "../advance/advance.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
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
  const entry = (await moment.originOf(live))?.entry
  const input = await parsedInput(live.program, { ...row, isEntry: entry !== undefined }, moment.read)
  if (!input.ok) throw input.error
  return moveRun(live, moment, (given) => begins(live, entry, input.value, given), {
    movedBy: { kind: "start" },
    clearTimers: [{ frame, waitId, kind }],
  })
}

const begins = (
  { program, frame }: LiveRun,
  entry: string | undefined,
  value: unknown,
  given: Circumstances,
): Advanced =>
  entry === undefined
    ? beginIn(program, frame, value, given)
    : beginEntryIn(program, frame, { ...(value as Omit<Entry, "procedure">), procedure: entry }, given) // its parent gave it so
