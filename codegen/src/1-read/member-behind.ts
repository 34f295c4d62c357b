import { accessOf } from "./assignment-target.ts"
import { resolveAlias } from "./authoring-word.ts"
import { bareExpression } from "./bare-expression.ts"
import { isGlobal } from "./is-global.ts"
import { projectFiles } from "./project-files.ts"
import { valueSymbolOf } from "./value-symbol-of.ts"
import { ts } from "./syntax.ts"

/** An object whose members are known: a literal that a `const` holds, or a class for its static ones. */
type KnownObject = ts.ObjectLiteralExpression | ts.ClassDeclaration

/** What a member is: a method, or the expression that it is made by. */
export type KnownMember = ts.MethodDeclaration | ts.Expression

/** What `object.name` is for certain: a member of a known object that nobody replaces. */
export const memberBehind = (object: ts.Expression, name: string, checker: ts.TypeChecker): KnownMember | undefined => {
  const holder = knownObject(object, checker)
  const member = holder && memberOf(holder, name)
  if (holder === undefined || member === undefined || isReplaced(holder, name, checker)) return undefined
  if (ts.isMethodDeclaration(member)) return member
  return ts.isShorthandPropertyAssignment(member) ? member.name : member.initializer
}

const knownObject = (expression: ts.Expression, checker: ts.TypeChecker): KnownObject | undefined => {
  const bare = bareExpression(expression)
  if (ts.isObjectLiteralExpression(bare)) return bare
  if (ts.isCallExpression(bare)) {
    const [frozen] = isFreeze(bare, checker) ? bare.arguments : []
    return frozen && knownObject(frozen, checker)
  }
  if (ts.isPropertyAccessExpression(bare)) {
    const member = ts.isOptionalChain(bare) ? undefined : memberBehind(bare.expression, bare.name.text, checker)
    if (member !== undefined) return ts.isMethodDeclaration(member) ? undefined : knownObject(member, checker)
  }
  const name = ts.isPropertyAccessExpression(bare) ? bare.name : bare
  const symbol = ts.isIdentifier(name) ? valueSymbolOf(name, checker) : undefined
  const declaration = symbol && resolveAlias(symbol, checker).valueDeclaration
  if (declaration === undefined) return undefined
  if (ts.isClassDeclaration(declaration)) return declaration
  return isConst(declaration) ? knownObject(declaration.initializer, checker) : undefined
}

const isFreeze = ({ expression, arguments: passed }: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  if (!ts.isPropertyAccessExpression(expression) || passed.length !== 1) return false
  const method = checker.getSymbolAtLocation(expression.name)
  return method?.name === "freeze" && isGlobal(method)
}

/** `const mail = ...`, by one name. */
export const isConst = (
  node: ts.Node,
): node is ts.VariableDeclaration & { readonly name: ts.Identifier; readonly initializer: ts.Expression } =>
  ts.isVariableDeclaration(node) &&
  ts.isIdentifier(node.name) &&
  node.initializer !== undefined &&
  (node.parent.flags & ts.NodeFlags.Const) !== 0

type MemberNode =
  | ts.MethodDeclaration
  | ts.ShorthandPropertyAssignment
  | ((ts.PropertyAssignment | ts.PropertyDeclaration) & { readonly initializer: ts.Expression })

const memberOf = (holder: KnownObject, name: string): MemberNode | undefined => {
  if (ts.isClassDeclaration(holder)) {
    return holder.members
      .flatMap((member) => (isStatic(member) && isMemberNode(member) ? [member] : []))
      .findLast((member) => nameOf(member) === name)
  }
  // A later spread or computed key could replace it.
  if (!holder.properties.every((property) => property.name !== undefined && nameOf(property) !== undefined)) {
    return undefined
  }
  const found = holder.properties.findLast((property) => nameOf(property) === name)
  return found !== undefined && isMemberNode(found) ? found : undefined
}

const isMemberNode = (node: ts.Node): node is MemberNode =>
  (ts.isMethodDeclaration(node) && node.body !== undefined) ||
  ts.isShorthandPropertyAssignment(node) ||
  ((ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) && node.initializer !== undefined)

const nameOf = ({ name }: ts.Declaration & { readonly name?: ts.Node }): string | undefined =>
  name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined

const isStatic = (member: ts.ClassElement): boolean =>
  (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0

const replaced = new WeakMap<ts.Node, Map<string, boolean>>()

/** Whether some code of the project may put another value in the place of a member. */
const isReplaced = (holder: KnownObject, name: string, checker: ts.TypeChecker): boolean => {
  const before = replaced.get(holder) ?? new Map<string, boolean>()
  replaced.set(holder, before)
  const known = before.get(name)
  if (known !== undefined) return known
  const type = typeOf(holder, checker)
  const holds = (receiver: ts.Node): boolean => {
    const found = checker.getTypeAtLocation(receiver)
    const bound = checker.getBaseConstraintOfType(found) ?? found
    // What anything may be put into by any key is a table, and no object with methods.
    if (checker.getIndexInfosOfType(bound).length > 0) return false
    return type === undefined || checker.isTypeAssignableTo(type, bound)
  }
  const replaces = (node: ts.Node): boolean => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === name && isTarget(node)) return holds(node.expression)
    if (ts.isElementAccessExpression(node) && isTarget(node)) {
      const key = bareExpression(node.argumentExpression)
      if (ts.isLiteralExpression(key)) return key.text === name && holds(node.expression)
      return checker.getTypeAtLocation(node.expression) === type
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && changesObject(node.expression)) {
      return node.arguments[0] !== undefined && checker.getTypeAtLocation(node.arguments[0]) === type
    }
    return false
  }
  const isIn = (node: ts.Node): boolean =>
    replaces(node) || (ts.forEachChild(node, (child) => isIn(child) || undefined) ?? false)
  const found = projectFiles(checker).some(isIn)
  before.set(name, found)
  return found
}

const typeOf = (holder: KnownObject, checker: ts.TypeChecker): ts.Type | undefined => {
  if (!ts.isClassDeclaration(holder)) return checker.getTypeAtLocation(holder)
  const symbol = holder.name && checker.getSymbolAtLocation(holder.name)
  return symbol && checker.getTypeOfSymbol(symbol)
}

/** `Object.assign(mail, ...)`, `Object.defineProperty(mail, ...)`, `Reflect.set(mail, ...)` */
const changesObject = ({ expression, name }: ts.PropertyAccessExpression): boolean =>
  ts.isIdentifier(expression) &&
  (expression.text === "Object" || expression.text === "Reflect") &&
  /^(?:assign|definePropert(?:y|ies)|set|deleteProperty|setPrototypeOf)$/.test(name.text)

/** Whether an expression is assigned, or deleted. */
const isTarget = (node: ts.Node): boolean => ts.isDeleteExpression(node.parent) || accessOf(node).writes
