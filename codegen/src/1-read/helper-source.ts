import { resolveAlias } from "./authoring-word.ts"
import { bareExpression } from "./bare-expression.ts"
import { isConst, type KnownMember, memberBehind } from "./member-behind.ts"
import { valueSymbolOf } from "./value-symbol-of.ts"
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
  | (ts.MethodDeclaration & { readonly body: ts.Block })
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
  if (ts.isPropertyAccessExpression(callee)) {
    const member = ts.isOptionalChain(callee) ? undefined : memberBehind(callee.expression, callee.name.text, checker)
    if (member !== undefined) return memberHelper(member, callee.name.text, checker)
  }
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
  const symbol = ts.isIdentifier(name) ? valueSymbolOf(name, checker) : undefined
  const declaration = symbol && resolveAlias(symbol, checker).valueDeclaration
  return declaration === undefined ? undefined : declaredHelper(declaration, checker)
}

/** The helper that a declaration makes: `async function pack() {}`, `const pack = async () => {}`, `const wrap = pack`. */
const declaredHelper = (declaration: ts.Node, checker: ts.TypeChecker): AsyncHelper | undefined => {
  if (ts.isFunctionDeclaration(declaration)) {
    const implementation = implementationOf(declaration, checker)
    return implementation && helperFrom(implementation, declaration.name?.text ?? "default")
  }
  if (following.has(declaration)) return undefined
  following.add(declaration)
  const helper = namedHelper(declaration, checker)
  following.delete(declaration)
  return helper
}

/** Declarations that are being followed: one that leads back to itself stands for nothing. */
const following = new Set<ts.Node>()

const namedHelper = (declaration: ts.Node, checker: ts.TypeChecker): AsyncHelper | undefined => {
  if (ts.isBindingElement(declaration)) return takenHelper(declaration, checker)
  if (!isConst(declaration)) return undefined
  const value = bareExpression(declaration.initializer)
  if (isFunctionExpression(value)) return helperFrom(value, declaration.name.text)
  return isName(value) ? helperOf(value, checker) : undefined
}

/** The helpers that a declaration holds, if it holds nothing else: it is no local then. */
export const declaredHelpers = (declaration: ts.Node, checker: ts.TypeChecker): readonly AsyncHelper[] => {
  const helper = declaredHelper(declaration, checker)
  if (helper !== undefined) return [helper]
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return []
  const value = bareExpression(declaration.initializer)
  const found = ts.isObjectBindingPattern(declaration.name)
    ? declaration.name.elements.map((element) => declaredHelper(element, checker))
    : isConst(declaration) && ts.isObjectLiteralExpression(value)
      ? value.properties.map(({ name }) =>
          name !== undefined && ts.isIdentifier(name) ? memberOf(value, name.text, checker) : undefined,
        )
      : []
  const helpers = found.filter((each) => each !== undefined)
  return helpers.length === found.length ? helpers : []
}

/** `const { send } = mail` */
const takenHelper = (
  { name, propertyName, initializer, dotDotDotToken, parent }: ts.BindingElement,
  checker: ts.TypeChecker,
): AsyncHelper | undefined => {
  const declaration = parent.parent
  if (!ts.isVariableDeclaration(declaration) || (declaration.parent.flags & ts.NodeFlags.Const) === 0) return undefined
  if (!ts.isObjectBindingPattern(parent) || initializer !== undefined || dotDotDotToken !== undefined) return undefined
  const key = propertyName ?? name
  if (!ts.isIdentifier(key) || declaration.initializer === undefined) return undefined
  const member = memberOf(declaration.initializer, key.text, checker)
  if (member !== undefined) return member
  // Of a module: `import * as mail`.
  const module = checker.getSymbolAtLocation(bareExpression(declaration.initializer))
  const exported =
    module && checker.getExportsOfModule(resolveAlias(module, checker)).find(({ name: each }) => each === key.text)
  const found = exported && resolveAlias(exported, checker).valueDeclaration
  return found && declaredHelper(found, checker)
}

const memberOf = (object: ts.Expression, name: string, checker: ts.TypeChecker): AsyncHelper | undefined => {
  const member = memberBehind(object, name, checker)
  return member && memberHelper(member, name, checker)
}

const memberHelper = (member: KnownMember, name: string, checker: ts.TypeChecker): AsyncHelper | undefined => {
  if (ts.isMethodDeclaration(member)) return isWithBody(member) ? helperFrom(member, name) : undefined
  const value = bareExpression(member)
  if (isFunctionExpression(value)) return helperFrom(value, name)
  return isName(value) ? helperOf(value, checker) : undefined
}

/** Of overloads the one that is run. */
const implementationOf = (
  declaration: ts.FunctionDeclaration,
  checker: ts.TypeChecker,
): (ts.FunctionDeclaration & { readonly body: ts.Block }) | undefined => {
  if (isWithBody(declaration)) return declaration
  const symbol = declaration.name && checker.getSymbolAtLocation(declaration.name)
  return symbol?.declarations?.filter(ts.isFunctionDeclaration).find(isWithBody)
}

const helperFrom = (body: WrittenFunction, name: string): AsyncHelper | undefined =>
  isAsync(body) && body.asteriskToken === undefined && !body.getSourceFile().isDeclarationFile
    ? { name, body }
    : undefined

const isFunctionExpression = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node)

const isName = (node: ts.Expression): boolean => ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)

const isWithBody = <Node extends ts.FunctionDeclaration | ts.MethodDeclaration>(
  node: Node,
): node is Node & { readonly body: ts.Block } => node.body !== undefined

const isAsync = (node: WrittenFunction): boolean =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false

const nameOf = (node: ts.ArrowFunction | ts.FunctionExpression): string | undefined =>
  ts.isFunctionExpression(node) ? node.name?.text : undefined
