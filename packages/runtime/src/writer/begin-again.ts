import type { Store, TimerRow } from "@statewright/store"
import { parse } from "@statewright/workflow"
import { beginIn } from "../advance/advance.ts"
import { readStored } from "../history/read-stored.ts"
import type { LiveRun } from "./live-runs.ts"
import { type Moment, moveRun } from "./move-run.ts"
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
  const { name, input: schema } = live.program.workflow.definition
  const input = await parse(
    schema,
    readStored(row.input, `the input of run ${live.id}`),
    `input of workflow \`${name}\``,
  )
  return moveRun(live, moment, (given) => beginIn(live.program, live.frame, input, given), {
    movedBy: { kind: "start" },
    clearTimers: [{ frame, waitId, kind }],
  })
}
