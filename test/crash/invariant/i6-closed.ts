import type { Invariant } from "./invariant.ts"

/** Whoever reads an ended run may rely on it that nothing will come. */
export const closed: Invariant = {
  name: "I6 an ended run has nothing open",
  judge: ({ observations, end }) => [
    ...[...observations, end].flatMap(({ runs }) =>
      runs.flatMap(({ row, steps, timers, waits, frame, locks }) => {
        if (row.endedAt === null) return []
        const open = [
          ...steps.filter(({ endedAt }) => endedAt === null).map(({ waitId }) => `step ${waitId}`),
          ...timers.map(({ waitId }) => `timer ${waitId}`),
          ...waits.map(({ waitId }) => `wait ${waitId}`),
          ...locks.map(({ key }) => `lock ${key}`),
          ...(frame === undefined ? [] : ["a frame"]),
        ]
        return open.map((what) => `Run ${row.id} has ended, and still has ${what}.`)
      }),
    ),
    // What comes from outside may come late, and is settled by whoever leads next.
    ...end.runs.flatMap(({ row, inbox }) =>
      inbox
        .filter(({ processedRev }) => processedRev === null && row.endedAt !== null)
        .map(({ id }) => `Run ${row.id} has ended, and inbox row ${id} still waits.`),
    ),
  ],
}
