import { isDeepStrictEqual } from "node:util"
import { isMove } from "../history/moves.ts"
import type { Invariant } from "./invariant.ts"

/** Each transition has one cause, and each cause one transition. */
export const revs: Invariant = {
  name: "I2 a run's transitions are 1 to n, without a hole, and each has one cause",
  judge: ({ observations, end }) =>
    [...observations, end].flatMap(({ runs }) =>
      runs.flatMap(({ row, inbox }) => {
        const causes = inbox
          .filter(isMove)
          .map(({ processedRev }) => processedRev ?? 0)
          .toSorted((a, b) => a - b)
        const wanted = Array.from({ length: row.rev }, (_, at) => at + 1)
        return isDeepStrictEqual(causes, wanted)
          ? []
          : [`Run ${row.id} stands at ${row.rev}; its inbox moved it to ${causes.join(", ")}.`]
      }),
    ),
}
