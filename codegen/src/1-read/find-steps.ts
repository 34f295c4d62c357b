import { bareExpression } from "./bare-expression.ts"
import { authoringWord, resolveAlias } from "./authoring-word.ts"
import { exportNameOf } from "./export-name.ts"
import { ts } from "./syntax.ts"
import type { StepSource } from "./workflow-source.ts"

/** The step that an expression names: `charge`, `steps.charge`, `charge.with({ ... })`. */
export const stepSourceOf = (expression: ts.Expression, checker: ts.TypeChecker): StepSource | undefined => {
  const value = bareExpression(expression)
  if (
    ts.isCallExpression(value) &&
    ts.isPropertyAccessExpression(value.expression) &&
    value.expression.name.text === "with"
  ) {
    return stepSourceOf(value.expression.expression, checker)
  }
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(value) ? value.name : value)
  const declaration = symbol === undefined ? undefined : resolveAlias(symbol, checker).valueDeclaration
  return declaration !== undefined && ts.isVariableDeclaration(declaration)
    ? stepDeclaredBy(declaration, checker)
    : undefined
}

/** The step that a variable declaration makes, when it is `name = step("name", ...)`. */
const stepDeclaredBy = (declaration: ts.VariableDeclaration, checker: ts.TypeChecker): StepSource | undefined => {
  const call = declaration.initializer && bareExpression(declaration.initializer)
  if (call === undefined || !ts.isCallExpression(call)) return undefined
  if (authoringWord(checker.getSymbolAtLocation(call.expression), checker) !== "step") return undefined
  const name = call.arguments[0]
  if (name === undefined || !ts.isStringLiteralLike(name)) return undefined
  return { name: name.text, exportName: exportNameOf(declaration, checker), declaration, call }
}
