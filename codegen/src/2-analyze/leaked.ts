import { storable } from "../1-read/storable.ts"
import { ts } from "../1-read/syntax.ts"
import { staysWhereItStands } from "./escapes.ts"
import { functionRuns, functionsOf } from "./function-runs.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import type { Survey } from "./survey.ts"
import { isRebuilt, type Variable } from "./variable.ts"

/**
 * The locals that functions use which somebody may keep: whoever reaches such a function through a local can change them
 * without a word of them.
 */
export const leakedVariables = (survey: Survey): ReadonlySet<Variable> => {
  const known = cache.get(survey)
  if (known !== undefined) return known
  const { usedBy } = functionRuns(survey)
  const leaked = new Set<Variable>()
  for (const source of functionsOf(survey)) {
    if (staysWhereItStands(source, survey.body, survey.checker)) continue
    for (const variable of usedBy(source)) if (!isRebuilt(variable)) leaked.add(variable)
  }
  cache.set(survey, leaked)
  return leaked
}

const cache = new WeakMap<Survey, ReadonlySet<Variable>>()

/** Whether a local may be or hold a function of the body: as its type says, or because it says nothing. */
export const mayHoldFunction = (variable: Variable, { survey: { checker }, madeTypes }: Lowering): boolean => {
  const made = madeTypes.get(variable)
  if (made?.kind === "text") return false
  const types =
    made?.kind === "types"
      ? made.types
      : (made?.nodes ?? [variable.declaration]).map((node) => checker.getTypeAtLocation(node))
  return types.some(
    (type) => (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || !storable(type, checker).ok,
  )
}
