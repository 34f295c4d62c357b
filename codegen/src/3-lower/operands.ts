import { bareExpression } from "../1-read/bare-expression.ts"
import { isContinued, isTest } from "../1-read/chain-link.ts"
import { ts } from "../1-read/syntax.ts"
import { isKey, isStable } from "../2-analyze/stable.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { isArray } from "../2-analyze/array-type.ts"
import { iteratedType } from "../2-analyze/iterated-type.ts"
import { define } from "./define.ts"
import { lowerExpression } from "./expression.ts"
import { emit, type Lowering, type MadeType, makeVariable, refuse } from "./lowering.ts"

/** A part of an expression, or something to do between two parts. */
export type Operand = ts.Node | (() => void)

/**
 * Lowers the operands of an expression from left to right: what is evaluated before the last wait among them is put into
 * a temporary, unless nobody can tell when it was evaluated.
 */
export const lowerOperands = (lowering: Lowering, operands: readonly Operand[]): void => {
  const { suspends } = lowering.survey
  const last = operands.findLastIndex((operand) => typeof operand !== "function" && suspends.has(operand))
  for (const [index, operand] of operands.entries()) {
    if (index > last) return
    if (typeof operand === "function") {
      operand()
      continue
    }
    lowerExpression(lowering, valueOf(operand))
    keep(
      lowering,
      operand,
      operands.slice(index + 1, last + 1).filter((later) => typeof later !== "function"),
    )
  }
}

/** Lowers an operand, and puts its value away when `later`, which suspends, could make a difference to it. */
export const settle = (lowering: Lowering, operand: ts.Expression, later: readonly ts.Node[]): void => {
  lowerExpression(lowering, operand)
  keep(lowering, operand, later)
}

const keep = (lowering: Lowering, operand: ts.Node, later: readonly ts.Node[]): void => {
  if (later.length > 0 && !isKept(lowering, operand) && !isStable(operand, later, lowering)) spill(lowering, operand)
}

/** Whether the value of an operand is put away already. */
const isKept = ({ replacements }: Lowering, operand: ts.Node): boolean =>
  replacements.get(operand)?.kind === "variable" && !isTextPart(operand) && !ts.isComputedPropertyName(operand.parent)

/** The expression whose value an operand is. */
const valueOf = (operand: ts.Node): ts.Expression => {
  if (ts.isSpreadElement(operand) || ts.isSpreadAssignment(operand)) return operand.expression
  if (ts.isShorthandPropertyAssignment(operand)) return operand.name
  return operand as ts.Expression // the operands of an expression are expressions, but for the kinds above
}

/** Evaluates an operand now, into a temporary that takes its place. */
const spill = (lowering: Lowering, operand: ts.Node): void => {
  const value = valueOf(operand)
  const temporary = makeTemporary(lowering, [value], spilledType(lowering, operand, value))
  const replaced = ts.isShorthandPropertyAssignment(operand) ? operand : value
  const before = { node: value, replacement: lowering.replacements.get(value) }
  emit(lowering, {
    nodes: [value],
    before,
    defines: [temporary],
    print: (text) => define(text, temporary, spilledText(operand, text.before(before))),
  })
  // The type of a part of an optional chain says `undefined` of all that the chain may leave out.
  const isThere = ts.isOptionalChain(value) && isContinued(value) && !isTest(value.parent)
  lowering.replacements.set(replaced, { kind: "variable", variable: temporary, isThere })
}

/** The type of what is put away, where it is not that of the operand. */
const spilledType = (lowering: Lowering, operand: ts.Node, value: ts.Expression): MadeType | undefined => {
  const { checker } = lowering.survey
  if (isTextPart(operand)) return { kind: "text", text: "string" }
  if (ts.isComputedPropertyName(operand.parent) && !isKey(value, checker)) {
    refuse(lowering, operand, "A computed key of this type before an `await`", "Make it a string first.")
  }
  const type = checker.getTypeAtLocation(value)
  if (!ts.isSpreadElement(operand) || isArray(type, checker)) return undefined
  const of = iteratedType(type, checker)
  if (of !== undefined) return { kind: "types", types: [of], isList: true }
  refuse(lowering, operand, "A spread of this type before an `await`", "Copy it into an array first.")
  return undefined
}

/** A spread is iterated where it stands, and a part of a template becomes text there. */
const spilledText = (operand: ts.Node, text: string): string => {
  if (ts.isSpreadElement(operand)) {
    return ts.isArrayLiteralExpression(bareExpression(operand.expression)) ? text : `[...${text}]`
  }
  if (ts.isSpreadAssignment(operand)) return `{ ...${text} }`
  return isTextPart(operand) ? `\`\${${text}}\`` : text
}

/** A part of a template, which becomes text; a tag takes its parts as they are. */
const isTextPart = (operand: ts.Node): boolean =>
  ts.isTemplateSpan(operand.parent) && !ts.isTaggedTemplateExpression(operand.parent.parent.parent)

/** A temporary that holds the value of one of `nodes`. */
export const makeTemporary = (
  lowering: Lowering,
  nodes: readonly [ts.Expression, ...ts.Expression[]],
  type: MadeType = { kind: "nodes", nodes },
): Variable => {
  const number = lowering.made.filter(({ kind }) => kind === "temporary").length + 1
  return makeVariable(lowering, { kind: "temporary", name: `$${number}`, node: nodes[0], type })
}
