import { decodeValue } from "@statewright/model"
import type { Observation, StoredRun } from "../history/history.ts"
import type { Invariant } from "./invariant.ts"

/**
 * Once nobody is killed any more, and there was time, every run has come to its end; and at no time does one wait for what
 * is there.
 */
export const overdue: Invariant = {
  name: "I8 no run is left behind",
  judge: ({ observations, end }) => [
    ...end.runs
      .filter(({ row }) => row.endedAt === null)
      .map(({ row, timers }) => {
        const due = timers.map(({ waitId, dueAt }) => `${waitId} due since ${end.at - dueAt} ms`).join(", ")
        return `Run ${row.id} is ${row.status}, and nobody works on it any more. ${row.parkedReason ?? due}`
      }),
    ...[...observations, end].flatMap(({ runs, events }) => runs.flatMap((run) => unheard(run, events))),
  ],
}

/** Events that somebody has looked at, that a run may take, and that it has not taken although it waits for them. */
const unheard = ({ row, waits, received }: StoredRun, events: Observation["events"]): string[] => {
  if (row.status !== "running") return []
  const taken = new Set(received.map(({ seq }) => seq))
  return waits.flatMap(({ waitId, name, key }) =>
    events
      .filter((event) => event.name === name && event.reached !== null && event.refusal === null)
      .filter(({ runId, seq }) => (runId === "" || runId === row.id) && !taken.has(seq))
      .filter(({ payload }) => key === keyOf(payload))
      .map(({ id }) => `Run ${row.id} waits at ${waitId}, and event ${id} is there for it.`),
  )
}

/** As the index has it: errands compare the line alone. */
const keyOf = (payload: string): string => {
  const { line } = decodeValue(payload) as { readonly line: number } // what chaos sends
  return JSON.stringify([`number ${line}`])
}
