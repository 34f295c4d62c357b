import type { AnalyzedBody } from "../3-lower/lower-procedure.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { branchRaces } from "./branch-race.ts"
import { endlessLoops } from "./endless-loop.ts"
import { growingLocals } from "./growing-local.ts"
import { loopsOf } from "./loops.ts"
import { sizeChangesOf } from "./size-change.ts"
import { unhandledFailures } from "./unhandled-failure.ts"
import { wholeLocals } from "./whole-local.ts"

/** What is probably a mistake in a body that can be compiled. */
export const checkLowered = (body: AnalyzedBody): readonly Diagnostic[] => {
  const { survey } = body.lowering
  const loops = loopsOf(body)
  const sizes = loops.all.length === 0 ? [] : sizeChangesOf(survey)
  return [
    ...endlessLoops(loops),
    ...growingLocals(loops, sizes),
    ...wholeLocals(body, loops, sizes),
    ...unhandledFailures(survey),
    ...branchRaces(survey),
  ]
}
