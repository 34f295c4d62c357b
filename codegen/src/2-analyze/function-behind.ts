import { resolveAlias } from "../1-read/authoring-word.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { type FunctionSource, isFunctionExpression } from "./local-function.ts"

/** The source of the function that a name stands for. */
export const functionBehind = (callee: ts.Expression, checker: ts.TypeChecker): FunctionSource | undefined => {
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(callee) ? callee.name : callee)
  const declaration = symbol === undefined ? undefined : resolveAlias(symbol, checker).valueDeclaration
  if (declaration === undefined) return undefined
  if (ts.isFunctionDeclaration(declaration)) return withBody(declaration, checker)
  if (ts.isFunctionExpression(declaration)) return declaration
  if (
    !ts.isVariableDeclaration(declaration) ||
    (declaration.parent.flags & ts.NodeFlags.Const) === 0 ||
    declaration.initializer === undefined
  ) {
    return undefined
  }
  const value = bareExpression(declaration.initializer)
  return isFunctionExpression(value) ? value : undefined
}

/** Of overloads the one that is run. */
const withBody = (declaration: ts.FunctionDeclaration, checker: ts.TypeChecker): FunctionSource | undefined => {
  if (declaration.body !== undefined) return declaration
  const symbol = declaration.name && checker.getSymbolAtLocation(declaration.name)
  return symbol?.declarations?.find(
    (each): each is ts.FunctionDeclaration => ts.isFunctionDeclaration(each) && each.body !== undefined,
  )
}
