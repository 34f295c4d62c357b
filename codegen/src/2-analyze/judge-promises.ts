import { codeOf, helperOf, parametersOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { bareExpression, isWrapper } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { type AwaitMeaning, begunCallsOf, chainsIn, firstOf, helpersOf } from "./await-meaning.ts"
import { isDoneAtOnce } from "./handle-use.ts"
import { type Judged, meaningOfAwait, meaningOfCall } from "./judge-await.ts"
import { type BegunCall, keyOfHelper, type KnownHelper } from "./given-function.ts"
import type { Looking } from "./begun-call.ts"

/** What becomes of the promises in a body. */
export interface JudgedPromises {
  readonly awaits: ReadonlyMap<ts.Node, AwaitMeaning>
  /** Calls that begin something which is not awaited at once. */
  readonly begun: ReadonlyMap<ts.Node, AwaitMeaning>
  /** Calls that make promises and are taken care of, right or wrong. */
  readonly handled: ReadonlySet<ts.Node>
  readonly helpers: readonly KnownHelper[]
  /** Expressions that are functions for those who are called with them, and no values. */
  readonly handed: ReadonlySet<ts.Node>
  readonly diagnostics: readonly Diagnostic[]
}

/** Walks a body, without the functions inside it, for what it awaits and what it only begins. */
export const judgePromises = ({ checker, scope }: Pick<Looking, "checker" | "scope">): JudgedPromises => {
  const { body, given } = scope
  const at: Looking = { checker, scope, judge: (call) => meaningOfCall(call, at) }
  const awaits = new Map<ts.Node, AwaitMeaning>()
  const begun = new Map<ts.Node, AwaitMeaning>()
  const handled = new Set<ts.Node>()
  const helpers = new Map<string, KnownHelper>()
  const handed = new Set<ts.Node>()
  const diagnostics: Diagnostic[] = []
  const take = (
    node: ts.Node,
    { meaning, calls, refusal, handed: refused = [] }: Judged,
    into: Map<ts.Node, AwaitMeaning>,
  ): void => {
    if (refusal !== undefined) diagnostics.push(refusal)
    if (meaning !== undefined) into.set(node, meaning)
    for (const call of calls) handled.add(call)
    for (const each of refused) handed.add(each)
    for (const helper of meaning === undefined ? [] : helpersOf(meaning)) {
      helpers.set(keyOfHelper(helper), helper)
    }
    for (const { call } of meaning === undefined ? [] : chainsIn(meaning)) {
      for (const each of call.arguments) if (helperOf(each, checker) !== undefined) handed.add(bareExpression(each))
    }
    for (const begins of meaning === undefined ? [] : begunCallsOf(meaning)) {
      const first = firstOf(begins)
      // The options of an event or a validation are no functions for somebody else.
      if (first.kind === "promise" || first.kind === "event" || first.kind === "validate") continue
      if (first.kind === "group") {
        for (const each of first.handed) handed.add(each)
        continue
      }
      for (const each of first.call.arguments) if (!first.passed.includes(each)) handed.add(bareExpression(each))
    }
    if (meaning?.kind === "use") for (const each of meaning.handed ?? []) handed.add(each)
    if (meaning?.kind === "each" || meaning?.kind === "many") {
      const [callback] = meaning.map.arguments
      if (callback !== undefined && !("kind" in meaning.inner)) handed.add(bareExpression(callback))
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    if (ts.isAwaitExpression(node)) take(node, meaningOfAwait(node, at), awaits)
    else if (ts.isCallExpression(node) && !handled.has(node)) {
      const judged = meaningOfCall(node, at)
      if (judged !== undefined) {
        take(node, isDiscarded(node) && !isDoneAtOnce(judged.meaning) ? floating(node, judged) : judged, begun)
      }
    }
    ts.forEachChild(node, visit)
  }
  for (const parameter of parametersOf(body)) visit(parameter)
  visit(codeOf(body))
  // What it was given is called where it calls it.
  for (const each of given.values()) if (each.kind === "begins") handleAll(each.inner, handled)
  return { awaits, begun, handled, helpers: [...helpers.values()], handed, diagnostics }
}

const handleAll = (inner: BegunCall, handled: Set<ts.Node>): void => {
  handled.add(inner.call)
  if (inner.kind === "through") handleAll(inner.inner, handled)
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
