import { bareExpression } from "../1-read/bare-expression.ts"
import { codeOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { mutationOf } from "../2-analyze/mutation.ts"
import type { Survey } from "../2-analyze/survey.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { rootOf } from "./root-of.ts"

/** An expression that makes what a local holds larger, or smaller again. */
export interface SizeChange {
  readonly node: ts.Node
  readonly variable: Variable
  /** `renewed`: it is given another value, which is not made of the one before. */
  readonly kind: "grows" | "shrinks" | "renewed"
}

/** Finds in one walk where the locals of a body grow and shrink; where a function that is called does it is not seen. */
export const sizeChangesOf = (survey: Survey): readonly SizeChange[] => {
  const found: SizeChange[] = []
  const visit = (node: ts.Node): void => {
    const change = sizeChangeOf(node, survey)
    if (change !== undefined) found.push(change)
    ts.forEachChild(node, visit)
  }
  visit(codeOf(survey.body))
  return found
}

/** The local that an assignment gives a changed copy of what it holds: `names = [...names, name]`. */
export const copiedBy = (node: ts.Node, { references }: Survey): Variable | undefined => {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined
  const variable = references.get(bareExpression(node.left))?.variable
  const isIt = (expression: ts.Expression): boolean => references.get(bareExpression(expression))?.variable === variable
  const value = bareExpression(node.right)
  if (variable === undefined) return undefined
  if (ts.isArrayLiteralExpression(value)) {
    return value.elements.some((element) => ts.isSpreadElement(element) && isIt(element.expression))
      ? variable
      : undefined
  }
  if (ts.isObjectLiteralExpression(value)) {
    return value.properties.some((property) => ts.isSpreadAssignment(property) && isIt(property.expression))
      ? variable
      : undefined
  }
  const callee = ts.isCallExpression(value) ? bareExpression(value.expression) : undefined
  return callee !== undefined && ts.isPropertyAccessExpression(callee) && isIt(callee.expression) ? variable : undefined
}

const sizeChangeOf = (node: ts.Node, survey: Survey): SizeChange | undefined => {
  const of = (expression: ts.Expression, kind: SizeChange["kind"]): SizeChange | undefined => {
    const root = rootOf(expression)
    const variable = root === undefined ? undefined : survey.references.get(root)?.variable
    return variable === undefined ? undefined : { node, variable, kind }
  }
  if (ts.isCallExpression(node)) return changeByCall(node, survey, of)
  if (ts.isDeleteExpression(node)) return of(node.expression, "shrinks")
  if (!ts.isBinaryExpression(node)) return undefined
  const { left, right, operatorToken } = node
  if (operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) return isText(left, survey) ? of(left, "grows") : undefined
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined
  const target = bareExpression(left)
  if (ts.isElementAccessExpression(target)) {
    return isLiteral(target.argumentExpression) || !hasTextKeys(target.expression, survey)
      ? undefined
      : of(target, "grows")
  }
  if (copiedBy(node, survey) === undefined) return of(target, ts.isIdentifier(target) ? "renewed" : "shrinks")
  const callee = ts.isCallExpression(right) ? bareExpression(right.expression) : undefined
  const isCut = callee !== undefined && ts.isPropertyAccessExpression(callee) && callee.name.text !== "concat"
  return of(target, isCut ? "shrinks" : "grows")
}

const changeByCall = (
  call: ts.CallExpression,
  { checker }: Survey,
  of: (expression: ts.Expression, kind: SizeChange["kind"]) => SizeChange | undefined,
): SizeChange | undefined => {
  const callee = bareExpression(call.expression)
  if (!ts.isPropertyAccessExpression(callee)) return undefined
  const mutation = mutationOf(call, checker)
  if (mutation.kind === "none") return undefined
  if (shrinking.has(callee.name.text)) return of(callee.expression, "shrinks")
  const [key] = call.arguments
  const isKeyed = callee.name.text === "set" || callee.name.text === "add"
  if (mutation.kind === "grows") return isKeyed && isLiteral(key) ? undefined : of(callee.expression, "grows")
  return callee.name.text === "unshift" ? of(callee.expression, "grows") : undefined
}

const shrinking: ReadonlySet<string> = new Set(["clear", "delete", "pop", "shift", "splice"])

const isLiteral = (node: ts.Node | undefined): boolean => node !== undefined && ts.isLiteralExpression(node)

const isText = (node: ts.Expression, { checker }: Survey): boolean =>
  (checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0

const hasTextKeys = (node: ts.Expression, { checker }: Survey): boolean =>
  checker.getIndexInfoOfType(checker.getTypeAtLocation(node), ts.IndexKind.String) !== undefined
