import { codeOf, type HelperFunction, type HelperSource, parametersOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { isWrapper } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { type AwaitMeaning, helpersOf, type Judged, meaningOfAwait, meaningOfCall } from "./await-meaning.ts"

/** What becomes of the promises in a body. */
export interface JudgedPromises {
  readonly awaits: ReadonlyMap<ts.Node, AwaitMeaning>
  /** Calls that begin something which is not awaited at once. */
  readonly begun: ReadonlyMap<ts.Node, AwaitMeaning>
  /** Calls that make promises and are taken care of, right or wrong. */
  readonly handled: ReadonlySet<ts.Node>
  readonly helpers: readonly HelperSource[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Walks a body, without the functions inside it, for what it awaits and what it only begins. */
export const judgePromises = (body: HelperFunction, checker: ts.TypeChecker): JudgedPromises => {
  const awaits = new Map<ts.Node, AwaitMeaning>()
  const begun = new Map<ts.Node, AwaitMeaning>()
  const handled = new Set<ts.Node>()
  const helpers = new Map<ts.Node, HelperSource>()
  const diagnostics: Diagnostic[] = []
  const take = (node: ts.Node, { meaning, calls, refusal }: Judged, into: Map<ts.Node, AwaitMeaning>): void => {
    if (refusal !== undefined) diagnostics.push(refusal)
    if (meaning !== undefined) into.set(node, meaning)
    for (const call of calls) handled.add(call)
    for (const helper of meaning === undefined ? [] : helpersOf(meaning)) helpers.set(helper.body, helper)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    if (ts.isAwaitExpression(node)) take(node, meaningOfAwait(node, checker), awaits)
    else if (ts.isCallExpression(node) && !handled.has(node)) {
      const judged = meaningOfCall(node, checker)
      if (judged !== undefined) take(node, isDiscarded(node) ? floating(node, judged) : judged, begun)
    }
    ts.forEachChild(node, visit)
  }
  for (const parameter of parametersOf(body)) visit(parameter)
  visit(codeOf(body))
  return { awaits, begun, handled, helpers: [...helpers.values()], diagnostics }
}

const floating = (call: ts.CallExpression, { calls, refusal }: Judged): Judged => ({
  calls,
  refusal: refusal ?? diagnostic("SW2201", placeOf(call), {}),
})

/** Whether nobody can ever get at the promise that an expression makes. */
const isDiscarded = (node: ts.Node): boolean => {
  const { parent } = node
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return true
  if (ts.isForStatement(parent)) return parent.initializer === node || parent.incrementor === node
  if (ts.isBinaryExpression(parent)) {
    if (parent.operatorToken.kind === ts.SyntaxKind.CommaToken) return parent.left === node || isDiscarded(parent)
    return isShort(parent.operatorToken.kind) && parent.right === node && isDiscarded(parent)
  }
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isDiscarded(parent)
  return isWrapper(parent) && isDiscarded(parent)
}

const isShort = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.AmpersandAmpersandToken ||
  operator === ts.SyntaxKind.BarBarToken ||
  operator === ts.SyntaxKind.QuestionQuestionToken
