import type { AnalyzedBody } from "../3-lower/lower-procedure.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { endlessLoops } from "./endless-loop.ts"
import { loopsOf } from "./loops.ts"
import { unhandledFailures } from "./unhandled-failure.ts"

/** What is probably a mistake in a body that can be compiled. */
export const checkLowered = ({ lowering }: AnalyzedBody): readonly Diagnostic[] => {
  const loops = loopsOf(lowering.survey)
  return [...endlessLoops(loops), ...unhandledFailures(lowering.survey)]
}
