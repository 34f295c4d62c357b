import { keyOfHelper } from "../2-analyze/given-function.ts"
import type { Survey } from "../2-analyze/survey.ts"
import type { AnalyzedBody } from "../3-lower/lower-procedure.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { branchChanges } from "./branch-change.ts"
import { branchRaces } from "./branch-race.ts"
import { endlessLoops } from "./endless-loop.ts"
import { eventWaits } from "./event-waits.ts"
import { growingLocals } from "./growing-local.ts"
import { loopsOf } from "./loops.ts"
import { sizeChangesOf } from "./size-change.ts"
import { type SurveyOf, unhandledFailures } from "./unhandled-failure.ts"
import { wholeLocals } from "./whole-local.ts"

/** What is probably a mistake in the bodies of a workflow that can be compiled: its own, and those of its helpers. */
export const checkLowered = (bodies: readonly AnalyzedBody[]): readonly Diagnostic[] => {
  const surveys = new Map<string, Survey>(bodies.map(({ lowering: { survey } }) => [survey.key, survey]))
  return bodies.flatMap((body) => checkBody(body, (helper) => surveys.get(keyOfHelper(helper))))
}

const checkBody = (body: AnalyzedBody, surveyOf: SurveyOf): readonly Diagnostic[] => {
  const { survey } = body.lowering
  const loops = loopsOf(body)
  const sizes = loops.all.length === 0 ? [] : sizeChangesOf(survey)
  return [
    ...endlessLoops(loops),
    ...growingLocals(loops, sizes),
    ...wholeLocals(body, loops, sizes),
    ...unhandledFailures(survey, surveyOf),
    ...branchRaces(survey),
    ...branchChanges(survey),
    ...eventWaits(survey),
  ]
}
