import { ts } from "../1-read/syntax.ts"
import { isStable } from "../2-analyze/stable.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { isArray } from "../2-analyze/array-type.ts"
import { lowerExpression } from "./expression.ts"
import { emit, type Lowering, type MadeType, makeVariable, refuse } from "./lowering.ts"

/**
 * Lowers the operands of an expression from left to right: what is evaluated before the last wait among them is put into
 * a temporary, unless nobody can tell when it was evaluated.
 */
export const lowerOperands = (lowering: Lowering, operands: readonly ts.Node[]): void => {
  const { suspends } = lowering.survey
  const last = operands.findLastIndex((operand) => suspends.has(operand))
  for (const [index, operand] of operands.entries()) {
    if (index > last) return
    lowerExpression(lowering, valueOf(operand))
    const later = operands.slice(index + 1, last + 1)
    if (later.length > 0 && !isStable(operand, later, lowering)) spill(lowering, operand)
  }
}

/** The expression whose value an operand is. */
const valueOf = (operand: ts.Node): ts.Expression => {
  if (ts.isSpreadElement(operand) || ts.isSpreadAssignment(operand)) return operand.expression
  if (ts.isShorthandPropertyAssignment(operand)) return operand.name
  return operand as ts.Expression // the operands of an expression are expressions, but for the kinds above
}

/** Evaluates an operand now, into a temporary that takes its place. */
const spill = (lowering: Lowering, operand: ts.Node): Variable => {
  const value = valueOf(operand)
  const { checker } = lowering.survey
  if (ts.isSpreadElement(operand) && !isArray(checker.getTypeAtLocation(value), checker)) {
    refuse(lowering, operand, "A spread of anything but an array before an `await`", "Copy it into an array first.")
  }
  const inTemplate = ts.isTemplateSpan(operand.parent)
  const temporary = makeTemporary(lowering, [value], inTemplate ? { kind: "text", text: "string" } : undefined)
  const replaced = ts.isShorthandPropertyAssignment(operand) ? operand : value
  const before = { node: value, replacement: lowering.replacements.get(value) }
  emit(lowering, {
    nodes: [value],
    before,
    defines: [temporary],
    print: (text) => `${text.variable(temporary)} = ${spilledText(operand, text.before(before))}`,
  })
  lowering.replacements.set(replaced, { kind: "variable", variable: temporary })
  return temporary
}

/** A spread is iterated where it stands, and a part of a template becomes text there. */
const spilledText = (operand: ts.Node, text: string): string => {
  if (ts.isSpreadElement(operand)) return ts.isArrayLiteralExpression(operand.expression) ? text : `[...${text}]`
  if (ts.isSpreadAssignment(operand)) return `{ ...${text} }`
  if (ts.isTemplateSpan(operand.parent)) return `\`\${${text}}\``
  return text
}

/** A temporary that holds the value of one of `nodes`. */
export const makeTemporary = (
  lowering: Lowering,
  nodes: readonly [ts.Expression, ...ts.Expression[]],
  type: MadeType = { kind: "nodes", nodes },
): Variable => {
  const number = lowering.made.filter(({ kind }) => kind === "temporary").length + 1
  return makeVariable(lowering, { kind: "temporary", name: `$${number}`, node: nodes[0], type })
}
