import { isDeepStrictEqual } from "node:util"
import { movesOf } from "../history/moves.ts"
import type { Invariant } from "./invariant.ts"

/** Each transition has a cause, and whatever was taken from the inbox a transition. */
export const revs: Invariant = {
  name: "I2 a run's transitions are 1 to n, without a hole, and each has a cause",
  judge: ({ observations, end }) =>
    [...observations, end].flatMap(({ runs }) =>
      runs.flatMap(({ row, transitions, inbox }) => {
        const moved = movesOf(transitions, inbox).map(({ rev }) => rev)
        const wanted = Array.from({ length: row.rev }, (_, at) => at + 1)
        return [
          ...(isDeepStrictEqual(moved, wanted)
            ? []
            : [`Run ${row.id} stands at ${row.rev}; something moved it to ${moved.join(", ")}.`]),
          ...inbox
            .filter(({ processedRev }) => (processedRev ?? 0) > row.rev)
            .map(({ id, processedRev }) => `Run ${row.id} stands at ${row.rev}; ${id} moved it to ${processedRev}.`),
        ]
      }),
    ),
}
