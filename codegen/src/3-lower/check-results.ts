import { placeOf, spanOf } from "../1-read/place-of.ts"
import { storable, storableReason } from "../1-read/storable.ts"
import { ts } from "../1-read/syntax.ts"
import { type AwaitMeaning, functionsOfGroup, helpersOf } from "../2-analyze/await-meaning.ts"
import type { KnownHelper } from "../2-analyze/given-function.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import { isUnused } from "./is-unused.ts"
import type { Lowering } from "./lowering.ts"

/** Refuses what comes of a branch and cannot be stored: a frame holds it until the other branches have ended. */
export const checkResults = (lowering: Lowering, meaning: AwaitMeaning, node: ts.Expression): void => {
  const { checker } = lowering.survey
  for (const { body } of keptOf(meaning, node)) {
    const signature = ts.isIdentifier(body) ? undefined : checker.getSignatureFromDeclaration(body)
    const type = signature && checker.getAwaitedType(signature.getReturnType())
    const found = type && storable(type, checker)
    if (type === undefined || found === undefined || found.ok) continue
    const reason = storableReason("result", found)
    const parameters = { name: "result", type: checker.typeToString(type), line: String(spanOf(node).line), reason }
    const related = [{ ...placeOf(node), label: "kept until this has ended" }]
    lowering.diagnostics.push(diagnostic("SW3101", placeOf(body), parameters, related))
  }
}

/** The functions whose results are kept. */
const keptOf = (meaning: AwaitMeaning, node: ts.Expression): readonly KnownHelper[] => {
  switch (meaning.kind) {
    case "join":
      return meaning.branches.flatMap((branch) => (branch.kind === "call" ? [branch.helper] : []))
    case "group": {
      const isForgotten = isUnused(node) && meaning.word !== "scope" && meaning.word !== "mutex"
      return isForgotten ? [] : functionsOfGroup(meaning)
    }
    case "each":
    case "use":
      return helpersOf(meaning)
    case "call":
      // One of several that are awaited together.
      return ts.isArrayLiteralExpression(node.parent) ? [meaning.helper] : []
    case "step":
    case "validate":
    case "sleep":
    case "event":
    case "chain":
    case "through":
    case "run":
    case "gather":
    case "promise":
    case "handle":
    case "many":
      return []
  }
}
