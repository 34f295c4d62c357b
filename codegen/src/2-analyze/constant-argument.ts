import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf } from "../1-read/assignment-target.ts"
import { symbolOf } from "./symbol-of.ts"

/** Whether an argument is the same whenever it is evaluated: a literal, or a local that nobody assigns. */
export const isConstant = (argument: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(argument)
  return ts.isLiteralExpression(bare) || (ts.isIdentifier(bare) && isNeverAssigned(bare, checker))
}

/** Whether an argument names nothing that may be assigned; the objects that it reads may still change. */
export const namesConstants = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  if (ts.isIdentifier(node) && !isNeverAssigned(node, checker)) return false
  return ts.forEachChild(node, (child) => !namesConstants(child, checker) || undefined) !== true
}

/** Whether the variable that a name stands for keeps its first value. */
export const isNeverAssigned = (name: ts.Identifier, checker: ts.TypeChecker): boolean => {
  const symbol = symbolOf(name, checker)
  const declaration = symbol?.valueDeclaration
  // A property's name, or a type's, is no variable; what other files declare is assigned there at most.
  if (symbol === undefined || declaration === undefined) return true
  const list = variableListOf(declaration)
  if (list !== undefined && (list.flags & ts.NodeFlags.Const) !== 0) return true
  if (list === undefined && !ts.isParameter(rootOf(declaration))) return ts.isFunctionDeclaration(declaration)
  return !isAssigned(symbol, declaration.getSourceFile(), checker)
}

const isAssigned = (symbol: ts.Symbol, node: ts.Node, checker: ts.TypeChecker): boolean =>
  ts.isIdentifier(node) && node.text === symbol.name
    ? accessOf(node).writes && symbolOf(node, checker) === symbol
    : (ts.forEachChild(node, (child) => isAssigned(symbol, child, checker) || undefined) ?? false)

/** The `const`, `let` or `var` that declares a variable itself, and not a function around it. */
const variableListOf = (declaration: ts.Declaration): ts.VariableDeclarationList | undefined => {
  const { parent } = rootOf(declaration)
  return ts.isVariableDeclarationList(parent) ? parent : undefined
}

/** The whole declaration of a name in a pattern. */
const rootOf = (declaration: ts.Node): ts.Node =>
  ts.isBindingElement(declaration) ? rootOf(declaration.parent.parent) : declaration
