import { resolveAlias } from "./authoring-word.ts"
import { bareExpression } from "./bare-expression.ts"
import { ts } from "./syntax.ts"

/** An async function of the project that workflows call: it may suspend, and so is compiled like a workflow's body. */
export interface HelperSource {
  /** As the author named it; what it is called for, where he did not. */
  readonly name: string
  readonly body: HelperFunction
}

/** A helper that is an async function itself. */
export interface AsyncHelper extends HelperSource {
  readonly body: WrittenFunction
}

/** The function of a helper; of `promise.then(done)`, where `done` is an ordinary function, the name that is called. */
export type HelperFunction = WrittenFunction | ts.Identifier

/** A function with its code. */
export type WrittenFunction =
  | (ts.FunctionDeclaration & { readonly body: ts.Block })
  | ts.ArrowFunction
  | ts.FunctionExpression

/** What runs in a helper. */
export const codeOf = (body: HelperFunction): ts.ConciseBody => (ts.isIdentifier(body) ? body : body.body)

export const parametersOf = (body: HelperFunction): readonly ts.ParameterDeclaration[] =>
  ts.isIdentifier(body) ? [] : body.parameters

/** The helper that an expression names or is: `pack`, `lines.pack`, `async (line) => { ... }`. */
export const helperOf = (expression: ts.Expression, checker: ts.TypeChecker): AsyncHelper | undefined => {
  const callee = bareExpression(expression)
  if (isFunctionExpression(callee)) return helperFrom(callee, nameOf(callee) ?? "inline")
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
  if (!ts.isIdentifier(name)) return undefined
  const symbol = checker.getSymbolAtLocation(name)
  const declaration = symbol === undefined ? undefined : resolveAlias(symbol, checker).valueDeclaration
  return declaration === undefined ? undefined : declaredHelper(declaration)
}

/** The helper that a declaration makes: `async function pack() {}`, `const pack = async () => {}`. */
export const declaredHelper = (declaration: ts.Node): AsyncHelper | undefined => {
  if (ts.isFunctionDeclaration(declaration)) {
    return isWithBody(declaration) ? helperFrom(declaration, declaration.name?.text ?? "default") : undefined
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined
  if ((declaration.parent.flags & ts.NodeFlags.Const) === 0 || !ts.isIdentifier(declaration.name)) return undefined
  const value = bareExpression(declaration.initializer)
  return isFunctionExpression(value) ? helperFrom(value, declaration.name.text) : undefined
}

const helperFrom = (body: WrittenFunction, name: string): AsyncHelper | undefined =>
  isAsync(body) && body.asteriskToken === undefined && !body.getSourceFile().isDeclarationFile
    ? { name, body }
    : undefined

const isFunctionExpression = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node)

const isWithBody = (node: ts.FunctionDeclaration): node is ts.FunctionDeclaration & { readonly body: ts.Block } =>
  node.body !== undefined

const isAsync = (node: WrittenFunction): boolean =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false

const nameOf = (node: ts.ArrowFunction | ts.FunctionExpression): string | undefined =>
  ts.isFunctionExpression(node) ? node.name?.text : undefined
