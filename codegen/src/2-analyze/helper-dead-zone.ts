import type { KnownHelper } from "./given-function.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { helpersOf } from "./await-meaning.ts"
import { isCallback } from "./chained-call.ts"
import type { Survey } from "./survey.ts"
import type { Variable } from "./variable.ts"

/**
 * Refuses calls of async functions of a body that stand before the declaration of a local which the function uses:
 * JavaScript would throw there, and a frame has no dead zone.
 */
export const refuseEarlyCalls = (survey: Survey, surveyOf: (helper: KnownHelper) => Survey): readonly Diagnostic[] => {
  const { awaits, begun, bySymbol, body } = survey
  return [...awaits, ...begun].flatMap(([node, meaning]) =>
    helpersOf(meaning).flatMap((helper) =>
      [...surveyOf(helper).bySymbol].flatMap(([symbol, used]) => {
        const own = needsItsDeclaration(used) ? bySymbol.get(symbol) : undefined
        if (own === undefined || !isInside(own.declaration, body) || !isDeclaredLater(own, node)) return []
        const what = isCallback(helper.body, survey.checker) ? "A callback given" : `Calling \`${helper.name}\``
        const construct = `${what} before \`${own.name}\`, which it uses, has its value`
        const problem = { construct, remedy: `Declare \`${own.name}\` above the call.` }
        const related = [{ ...placeOf(own.declaration), label: "declared here" }]
        return [diagnostic("SW2001", placeOf(node), problem, related)]
      }),
    ),
  )
}

const isInside = (node: ts.Node, body: ts.Node): boolean =>
  ts.findAncestor(node, (above) => above === body) !== undefined

/** What a helper takes from the procedure around it, but for functions, which are there from the start. */
const needsItsDeclaration = ({ kind, rebuilt = false }: Variable): boolean =>
  kind === "capture" || kind === "outer" || (rebuilt && kind !== "function")

const isDeclaredLater = ({ kind, declaration }: Variable, call: ts.Node): boolean => {
  if (kind === "var" || kind === "function" || kind === "capture" || kind === "outer") return false
  const whole = ts.findAncestor(declaration, (above) => ts.isVariableDeclaration(above) || ts.isParameter(above))
  // In a pattern or an initializer the function may run while it is being declared.
  return whole !== undefined && !ts.isParameter(whole) && call.pos < whole.end && !isInHead(whole)
}

/** The variable of a loop or a `catch` has its value before anything in its body runs. */
const isInHead = (whole: ts.Node): boolean => {
  const { parent } = whole
  return ts.isCatchClause(parent) || ts.isForOfStatement(parent.parent) || ts.isForInStatement(parent.parent)
}
