import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { headOf } from "./loop-head.ts"
import type { Loops } from "./loops.ts"

/** Warns of loops that nothing ends: what they test never changes, and no jump leaves them. */
export const endlessLoops = ({ all, boundOf, survey }: Loops): Diagnostic[] =>
  all
    .filter((loop) => boundOf(loop) === "none")
    .map((loop) =>
      diagnostic("SW4105", headOf(loop), {
        consequence: survey.suspends.has(loop)
          ? "a run that comes to it ends only when it fails or is cancelled"
          : "nothing in it waits, so a run that comes to it is failed when its time is up",
      }),
    )
