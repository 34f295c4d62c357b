import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import type { Variable } from "./variable.ts"

/** A function with its code. */
export type FunctionSource = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression

/** Whether a node is a function that is written as an expression. */
export const isFunctionExpression = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node)

/** Whether a function runs later than it is called: an async one, or a generator. */
export const runsLater = (node: ts.SignatureDeclaration): boolean => isGenerator(node) || isAsync(node)

export const isGenerator = (node: ts.SignatureDeclaration): boolean =>
  "asteriskToken" in node && node.asteriskToken !== undefined

export const isAsync = (node: ts.SignatureDeclaration): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false)

/** The function that a local stands for from its declaration on: `const add = () => ...`, `function add() {}`. */
export const functionOf = ({ kind, declaration, source }: Variable): FunctionSource | undefined => {
  if (source !== undefined) return source
  const { parent } = declaration
  if (kind === "function") return ts.isFunctionDeclaration(parent) ? parent : undefined
  if ((kind !== "const" && kind !== "let") || !ts.isVariableDeclaration(parent)) return undefined
  const value = parent.name === declaration && parent.initializer && bareExpression(parent.initializer)
  return value !== undefined && value !== false && isFunctionExpression(value) ? value : undefined
}

/** What declares such a local: a variable's declaration, or those of a function, with its overloads. */
export const declarationsOf = (
  { kind, declaration, source }: Variable,
  checker: ts.TypeChecker,
): readonly ts.Node[] => {
  if (source !== undefined) return [source]
  const { parent } = declaration
  if (kind !== "function") return [parent]
  const all = checker.getSymbolAtLocation(declaration)?.declarations ?? []
  return all.filter(ts.isFunctionDeclaration)
}

/** The name under which a function can be called where it is declared. */
export const nameOfFunction = (source: ts.Node): ts.Identifier | undefined => {
  if (ts.isFunctionDeclaration(source)) return source.name
  let value = source
  while (value.parent !== undefined && ts.isExpression(value.parent) && bareExpression(value.parent) === source) {
    value = value.parent
  }
  const { parent } = value
  return ts.isVariableDeclaration(parent) && parent.initializer === value && ts.isIdentifier(parent.name)
    ? parent.name
    : undefined
}
