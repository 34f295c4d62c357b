import { resolveAlias } from "../1-read/authoring-word.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf } from "../1-read/assignment-target.ts"

/** `receiver.name` or `receiver["name"]` as a callee. */
export type Method = ts.PropertyAccessExpression | ts.ElementAccessExpression

/**
 * Whether looking up a method early or late makes no difference: a built-in one, an export of a module that never
 * changes, or one that nothing can, or does, replace.
 */
export const isSettledMethod = (callee: Method, checker: ts.TypeChecker): boolean => {
  const name = nameOf(callee)
  if (name === undefined) return false
  const module = namespaceOf(callee.expression, checker)
  if (module !== undefined) return isFixedExport(module, name, checker)
  const type = checker.getNonNullableType(checker.getTypeAtLocation(callee.expression))
  return (type.isUnion() ? type.types : [type]).every((part) => {
    const method = checker.getPropertyOfType(checker.getApparentType(part), name)
    return method !== undefined && (isGlobal(method) || isNeverReplaced(method, callee.getSourceFile()))
  })
}

const nameOf = (callee: Method): string | undefined => {
  if (ts.isPropertyAccessExpression(callee)) return ts.isIdentifier(callee.name) ? callee.name.text : undefined
  const key = bareExpression(callee.argumentExpression)
  return ts.isStringLiteralLike(key) ? key.text : undefined
}

/** The module behind `import * as module`. */
const namespaceOf = (receiver: ts.Expression, checker: ts.TypeChecker): ts.Symbol | undefined => {
  const bare = bareExpression(receiver)
  const symbol = ts.isIdentifier(bare) ? checker.getSymbolAtLocation(bare) : undefined
  if (symbol?.declarations?.some(ts.isNamespaceImport) !== true) return undefined
  return resolveAlias(symbol, checker)
}

const isFixedExport = (module: ts.Symbol, name: string, checker: ts.TypeChecker): boolean => {
  const found = checker.getExportsOfModule(module).find((each) => each.name === name)
  const declarations = (found && resolveAlias(found, checker).declarations) ?? []
  return (
    declarations.length > 0 &&
    declarations.every(
      (declaration) =>
        ts.isFunctionDeclaration(declaration) ||
        ts.isClassDeclaration(declaration) ||
        (ts.isVariableDeclaration(declaration) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0),
    )
  )
}

/** A method of a class or of a constant object that no code at hand assigns. */
const isNeverReplaced = (method: ts.Symbol, user: ts.SourceFile): boolean =>
  (method.declarations ?? []).length > 0 &&
  (method.declarations ?? []).every((declaration) => {
    const ofClass = ts.isMethodDeclaration(declaration) && ts.isClassLike(declaration.parent)
    if (!ofClass && !isConstantMember(declaration)) return false
    return !assigns(declaration.getSourceFile(), method.name) && !assigns(user, method.name)
  })

/** A member of `{ ... } as const` or of `Object.freeze({ ... })`. */
const isConstantMember = (declaration: ts.Declaration): boolean => {
  if (!ts.isMethodDeclaration(declaration) && !ts.isPropertyAssignment(declaration)) return false
  const { parent } = declaration.parent
  if (ts.isAsExpression(parent)) return parent.type.getText() === "const"
  return ts.isCallExpression(parent) && parent.expression.getText() === "Object.freeze"
}

const assignedNames = new WeakMap<ts.SourceFile, ReadonlySet<string>>()

/** Whether a file assigns or deletes a property of that name, of whatever object. */
const assigns = (file: ts.SourceFile, name: string): boolean => {
  const known = assignedNames.get(file) ?? namesAssignedIn(file)
  assignedNames.set(file, known)
  return known.has(name)
}

const namesAssignedIn = (file: ts.SourceFile): ReadonlySet<string> => {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const key = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression
      const isChanged = accessOf(node).writes || ts.isDeleteExpression(node.parent)
      if (isChanged && (ts.isIdentifier(key) || ts.isStringLiteralLike(key))) names.add(key.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return names
}

/** Whether a receiver may be `undefined` or `null`, so that looking up a method of it throws before its arguments. */
export const mayBeNothing = (receiver: ts.Expression, checker: ts.TypeChecker): boolean => {
  if (ts.isParenthesizedExpression(receiver) || ts.isSatisfiesExpression(receiver)) {
    return mayBeNothing(receiver.expression, checker)
  }
  if (ts.isNonNullExpression(receiver) || ts.isAsExpression(receiver) || ts.isTypeAssertionExpression(receiver)) {
    return !isLiteral(bareExpression(receiver))
  }
  // The types promise an element at every index, unless the author asked for more.
  if (ts.isElementAccessExpression(receiver)) return true
  const initializer = initializerOf(receiver, checker)
  if (initializer !== undefined && !ts.isIdentifier(initializer) && mayBeNothing(initializer, checker)) return true
  const { flags } = checker.getTypeAtLocation(receiver)
  return (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0
}

const isLiteral = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) || ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)

/** What a `const` was given. */
const initializerOf = (node: ts.Expression, checker: ts.TypeChecker): ts.Expression | undefined => {
  const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined
  return declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined
}
