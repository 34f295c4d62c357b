import { resolveAlias } from "../1-read/authoring-word.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { isAssignment } from "../1-read/assignment-target.ts"
import { ts } from "../1-read/syntax.ts"
import type { Survey } from "./survey.ts"
import { isFixed, isRebuilt, type Variable } from "./variable.ts"

interface Known {
  readonly survey: Survey
  readonly replacements: ReadonlyMap<ts.Node, unknown>
}

/** Whether nobody can tell that an operand is evaluated only after `later`, which suspends. */
export const isStable = (operand: ts.Node, later: readonly ts.Node[], known: Known): boolean => {
  if (ts.isShorthandPropertyAssignment(operand)) return isStableName(operand.name, later, known)
  if (ts.isSpreadElement(operand) || ts.isSpreadAssignment(operand)) return false
  const { survey, replacements } = known
  if (replacements.has(operand) || survey.suspends.has(operand)) return false
  const node = bareExpression(operand as ts.Expression) // operands are expressions
  if (replacements.has(node)) return false
  if (ts.isTemplateSpan(operand.parent) && !isPrimitive(node, survey.checker)) return false
  if (ts.isComputedPropertyName(operand.parent) && !isKey(node, survey.checker)) return false
  if (isLiteral(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true
  if (ts.isIdentifier(node)) return isStableName(node, later, known)
  const both = (parts: readonly ts.Node[]): boolean => parts.every((part) => isStable(part, later, known))
  if (ts.isArrayLiteralExpression(node)) return both(node.elements)
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) =>
      ts.isPropertyAssignment(property)
        ? !ts.isComputedPropertyName(property.name) && isStable(property.initializer, later, known)
        : ts.isShorthandPropertyAssignment(property) && isStable(property, later, known),
    )
  }
  // Arithmetic on primitives has no effect but its value.
  if (ts.isBinaryExpression(node)) {
    return (
      isPureOperator(node.operatorToken.kind) &&
      primitives([node.left, node.right], survey.checker) &&
      both([node.left, node.right])
    )
  }
  if (ts.isPrefixUnaryExpression(node)) {
    return isPureUnary(node.operator) && primitives([node.operand], survey.checker) && both([node.operand])
  }
  return false
}

const isLiteral = (node: ts.Node): boolean =>
  ts.isLiteralExpression(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  node.kind === ts.SyntaxKind.NullKeyword

const isStableName = (name: ts.Identifier, later: readonly ts.Node[], { survey }: Known): boolean => {
  const reference = survey.references.get(name)
  if (reference === undefined) return survey.freeNames.has(name) && isFixedOutside(name, survey.checker)
  const { variable } = reference
  // Another procedure may assign it meanwhile.
  if (variable.shared === true || variable.kind === "outer") return false
  return isFixed(variable) || isRebuilt(variable) || !mayAssign(variable, later, survey)
}

/** A module's `let` may change while the run waits. */
const isFixedOutside = (name: ts.Identifier, checker: ts.TypeChecker): boolean => {
  const named = checker.getSymbolAtLocation(name)
  const symbol = named === undefined ? undefined : resolveAlias(named, checker)
  const declaration = symbol?.declarations?.[0]
  if (symbol === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return true
  return (declaration.parent.flags & ts.NodeFlags.Const) !== 0 || declaration.getSourceFile().isDeclarationFile
}

/** Whether evaluating `later` could give the variable another value: by itself, or by a function that assigns it. */
const mayAssign = (variable: Variable, later: readonly ts.Node[], { references }: Survey): boolean => {
  for (const [node, reference] of references) {
    if (reference.variable !== variable || !reference.writes) continue
    if (reference.inFunction || later.some((part) => node.pos >= part.pos && node.end <= part.end)) return true
  }
  return false
}

const primitives = (nodes: readonly ts.Expression[], checker: ts.TypeChecker): boolean =>
  nodes.every((node) => isPrimitive(node, checker))

/** Whether a value is a string, number or boolean for certain: turning it into text or a key has no effect. */
const isPrimitive = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const type = checker.getTypeAtLocation(node)
  const parts = type.isUnion() ? type.types : [type]
  return parts.every(
    ({ flags }) => (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike)) !== 0,
  )
}

/** Whether a value is a key as it is: finding the property's name has no effect. */
export const isKey = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const type = checker.getTypeAtLocation(node)
  const flags = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.ESSymbolLike
  return (type.isUnion() ? type.types : [type]).every((part) => (part.flags & flags) !== 0)
}

const isPureUnary = (operator: ts.PrefixUnaryOperator): boolean =>
  operator !== ts.SyntaxKind.PlusPlusToken && operator !== ts.SyntaxKind.MinusMinusToken

const isPureOperator = (operator: ts.BinaryOperator): boolean =>
  !isAssignment(operator) &&
  operator !== ts.SyntaxKind.InKeyword &&
  operator !== ts.SyntaxKind.InstanceOfKeyword &&
  operator !== ts.SyntaxKind.CommaToken
