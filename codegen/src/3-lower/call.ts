import { bareExpression } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { isSettledMethod, mayBeNothing, type Method } from "../2-analyze/settled-method.ts"
import { isStable } from "../2-analyze/stable.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import { emit, type Lowering } from "./lowering.ts"
import type { Operand } from "./operands.ts"

/** `f(a)`, `new C(a)` and `` tag`${a}` ``. */
export type Call = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression

/**
 * What a call evaluates before itself. The function is looked up before the arguments; where they suspend, that moment
 * must not matter, because a function cannot be stored.
 */
export const callOperands = (lowering: Lowering, node: Call): readonly Operand[] => {
  const callee = calleeOf(node)
  const passed = argumentsOf(node)
  if (!passed.some((argument) => lowering.survey.suspends.has(argument))) return [callee]
  if (!checkLookup(lowering, callee, passed)) return []
  const method = bareExpression(callee)
  return isMethod(method) ? [method.expression, () => lookUp(lowering, method), ...passed] : passed
}

const calleeOf = (node: Call): ts.Expression => (ts.isTaggedTemplateExpression(node) ? node.tag : node.expression)

/** The values that are passed to a call, in order. */
export const argumentsOf = (node: Call): readonly ts.Expression[] => {
  if (!ts.isTaggedTemplateExpression(node)) return node.arguments ?? []
  return ts.isTemplateExpression(node.template) ? node.template.templateSpans.map(({ expression }) => expression) : []
}

/** Refuses a callee that could be another function once `passed` is evaluated. */
export const checkLookup = (lowering: Lowering, callee: ts.Expression, passed: readonly ts.Node[]): boolean => {
  const bare = bareExpression(callee)
  const { checker } = lowering.survey
  if (isMethod(bare) ? isSettledMethod(bare, checker) : isStable(bare, passed, lowering)) return true
  lowering.diagnostics.push(diagnostic("SW3108", placeOf(callee), { callee: shortText(callee) }))
  return false
}

export const isMethod = (callee: ts.Expression): callee is Method =>
  ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)

/** Looking up a method throws before the arguments are evaluated when there is no receiver. */
const lookUp = (lowering: Lowering, callee: Method): void => {
  if (ts.isOptionalChain(callee) || !mayBeNothing(callee.expression, lowering.survey.checker)) return
  emit(lowering, { nodes: [callee], print: (text) => `void ${text.node(callee)}` })
}

const shortText = (node: ts.Node): string => {
  const text = node.getText().replaceAll(/\s+/g, " ")
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
