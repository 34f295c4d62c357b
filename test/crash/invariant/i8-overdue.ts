import type { Invariant } from "./invariant.ts"

/** Once nobody is killed any more, and there was time, every run has come to its end. */
export const overdue: Invariant = {
  name: "I8 no run is left behind",
  judge: ({ end }) =>
    end.runs
      .filter(({ row }) => row.endedAt === null)
      .map(({ row, timers }) => {
        const due = timers.map(({ waitId, dueAt }) => `${waitId} due since ${end.at - dueAt} ms`).join(", ")
        return `Run ${row.id} is ${row.status}, and nobody works on it any more. ${row.parkedReason ?? due}`
      }),
}
