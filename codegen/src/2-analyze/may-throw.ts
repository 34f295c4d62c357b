import { bareExpression } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { isAssignment } from "../1-read/assignment-target.ts"
import { isPrimitiveType } from "./mutation.ts"

/** The first part of an expression that may throw, or do something that can be seen; `undefined` if there is none. */
export const partThatMayThrow = (node: ts.Node, checker: ts.TypeChecker): ts.Node | undefined => {
  if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return undefined
  return mayThrowItself(node, checker) ? node : ts.forEachChild(node, (child) => partThatMayThrow(child, checker))
}

const mayThrowItself = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  if (ts.isCallExpression(node)) return !isHarmlessCall(node, checker)
  if (ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isAwaitExpression(node)) return true
  if (ts.isNonNullExpression(node) || ts.isSpreadElement(node) || ts.isDeleteExpression(node)) return true
  if (ts.isTemplateSpan(node)) return !isPrimitive(node.expression, checker)
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return isAny(node.expression, checker)
  if (ts.isPostfixUnaryExpression(node) || (ts.isPrefixUnaryExpression(node) && isUpdate(node.operator))) return true
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return true
  if (ts.isBinaryExpression(node)) {
    return !isLogical(node.operatorToken.kind) && !(isPrimitive(node.left, checker) && isPrimitive(node.right, checker))
  }
  return (
    ts.isPrefixUnaryExpression(node) &&
    node.operator !== ts.SyntaxKind.ExclamationToken &&
    !isPrimitive(node.operand, checker)
  )
}

const isUpdate = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken

/** `String(x)`, `Math.max(a, b)`, `list.at(0)`: of primitives and simple readings. */
const isHarmlessCall = (call: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  if (!call.arguments.every((argument) => isPrimitive(argument, checker))) return false
  const callee = bareExpression(call.expression)
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
  const symbol = checker.getSymbolAtLocation(name)
  if (symbol === undefined || !isGlobal(symbol) || !ts.isIdentifier(name)) return false
  return ts.isPropertyAccessExpression(callee) ? safeMethods.has(name.text) : safeFunctions.has(name.text)
}

const safeFunctions: ReadonlySet<string> = new Set([
  "String",
  "Number",
  "Boolean",
  "parseInt",
  "parseFloat",
  "isNaN",
  "isFinite",
])

const safeMethods: ReadonlySet<string> = new Set(
  "abs at ceil charAt endsWith floor get has includes indexOf isInteger join max min round slice startsWith substring toLowerCase toUpperCase trim".split(
    " ",
  ),
)

const isLogical = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.AmpersandAmpersandToken ||
  operator === ts.SyntaxKind.BarBarToken ||
  operator === ts.SyntaxKind.QuestionQuestionToken ||
  operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
  operator === ts.SyntaxKind.ExclamationEqualsEqualsToken

/** Bigints do not mix with numbers, so arithmetic on them may throw. */
const isPrimitive = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const type = checker.getTypeAtLocation(node)
  return (
    isPrimitiveType(type) &&
    (type.isUnion() ? type.types : [type]).every(({ flags }) => (flags & ts.TypeFlags.BigIntLike) === 0)
  )
}

const isAny = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) !== 0
