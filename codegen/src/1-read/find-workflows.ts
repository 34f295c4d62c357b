import { authoringWord, resolveAlias } from "./authoring-word.ts"
import { bareExpression } from "./bare-expression.ts"
import { exportNameOf } from "./export-name.ts"
import { ts } from "./syntax.ts"
import type { ChildSource } from "./workflow-source.ts"

/** The workflow that an expression names: `ship`, `workflows.ship`. */
export const childSourceOf = (expression: ts.Expression, checker: ts.TypeChecker): ChildSource | undefined => {
  const value = bareExpression(expression)
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(value) ? value.name : value)
  const declaration = symbol === undefined ? undefined : resolveAlias(symbol, checker).valueDeclaration
  return declaration !== undefined && ts.isVariableDeclaration(declaration)
    ? workflowDeclaredBy(declaration, checker)
    : undefined
}

/** The workflow that a variable declaration makes, when it is `name = workflow("name", ...)`. */
const workflowDeclaredBy = (declaration: ts.VariableDeclaration, checker: ts.TypeChecker): ChildSource | undefined => {
  const call = declaration.initializer && bareExpression(declaration.initializer)
  if (call === undefined || !ts.isCallExpression(call)) return undefined
  if (authoringWord(checker.getSymbolAtLocation(calledName(call)), checker) !== "workflow") return undefined
  const name = call.arguments[0]
  if (name === undefined || !ts.isStringLiteralLike(name)) return undefined
  return { name: name.text, exportName: exportNameOf(declaration, checker), declaration, call }
}

const calledName = ({ expression }: ts.CallExpression): ts.Node => {
  const callee = bareExpression(expression)
  return ts.isPropertyAccessExpression(callee) ? callee.name : callee
}
