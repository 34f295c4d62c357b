import { placeOf, spanOf } from "../1-read/place-of.ts"
import { storable, storableReason } from "../1-read/storable.ts"
import type { ts } from "../1-read/syntax.ts"
import { type AwaitMeaning, chainsIn, functionsOfGroup, groupsIn } from "../2-analyze/await-meaning.ts"
import type { GroupCall } from "../2-analyze/given-function.ts"
import { optionsOf } from "../2-analyze/group-options.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import type { Lowering } from "./lowering.ts"
import { handedOver, planOf } from "./procedure-plan.ts"

/**
 * Refuses constants that callbacks of promises and branches that begin late use, and that cannot be stored: a frame holds
 * them until then.
 */
export const checkCallbacks = (lowering: Lowering, meaning: AwaitMeaning): void => {
  const { checker } = lowering.survey
  const callbacks = chainsIn(meaning).flatMap((chain) => chain.callbacks.map(({ helper }) => helper))
  const held = groupsIn(meaning).flatMap((group) => (mayHold(group, checker) ? functionsOfGroup(group) : []))
  for (const helper of [...callbacks, ...held]) {
    for (const { variable } of handedOver(planOf(helper, lowering.plans), lowering.survey)) {
      const { name, declaration } = variable
      const type = checker.getTypeAtLocation(declaration)
      const found = storable(type, checker)
      if (found.ok) continue
      const line = String(spanOf(helper.body).line)
      const parameters = { name, type: checker.typeToString(type), line, reason: storableReason(name, found) }
      const related = [
        {
          ...placeOf(helper.body),
          label: `needed by this ${held.includes(helper) ? "function, which may begin later" : "callback"}`,
        },
      ]
      lowering.diagnostics.push(diagnostic("SW3101", placeOf(declaration), parameters, related))
    }
  }
}

/** Whether not all that a group calls begins at once. */
const mayHold = ({ word, options }: GroupCall, checker: ts.TypeChecker): boolean =>
  word === "forEach" || optionsOf(options, checker).maxParallelism !== undefined
