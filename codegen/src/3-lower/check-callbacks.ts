import { placeOf, spanOf } from "../1-read/place-of.ts"
import { storable, storableReason } from "../1-read/storable.ts"
import { type AwaitMeaning, chainsIn } from "../2-analyze/await-meaning.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import type { Lowering } from "./lowering.ts"
import { handedOver, planOf } from "./procedure-plan.ts"

/** Refuses constants that callbacks of promises use and that cannot be stored: a frame holds them until the promise ends. */
export const checkCallbacks = (lowering: Lowering, meaning: AwaitMeaning): void => {
  const { checker } = lowering.survey
  for (const { helper } of chainsIn(meaning).flatMap(({ callbacks }) => callbacks)) {
    for (const { variable } of handedOver(planOf(helper, lowering.plans), lowering.survey)) {
      const { name, declaration } = variable
      const type = checker.getTypeAtLocation(declaration)
      const found = storable(type, checker)
      if (found.ok) continue
      const line = String(spanOf(helper.body).line)
      const parameters = { name, type: checker.typeToString(type), line, reason: storableReason(name, found) }
      const related = [{ ...placeOf(helper.body), label: "needed by this callback" }]
      lowering.diagnostics.push(diagnostic("SW3101", placeOf(declaration), parameters, related))
    }
  }
}
