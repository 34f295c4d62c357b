import { bareExpression } from "../1-read/bare-expression.ts"
import { isAssignment } from "../1-read/assignment-target.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { ts } from "../1-read/syntax.ts"

/** A declaration of which a copy can stand in the generated file. */
export type Copyable =
  | ts.FunctionDeclaration
  | ts.VariableDeclaration
  | ts.EnumDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration

/** Whether a copy of a declaration could be told from it: a type's cannot, a function's or an object's may be. */
export type CopyKind = "type" | "plain" | "function" | "tree"

/** What a declaration is by its looks; or what in it cannot be copied, and why. */
export type CopyShape =
  | { readonly ok: true; readonly kind: CopyKind; readonly node: Copyable }
  | { readonly ok: false; readonly at: ts.Node; readonly reason: string }

/** Judges a declaration at module level by itself, whatever its names stand for. */
export const copyShape = (node: ts.Declaration, checker: ts.TypeChecker): CopyShape => {
  const refuse = (at: ts.Node, reason: string): CopyShape => ({ ok: false, at, reason })
  if (ts.isClassDeclaration(node)) return refuse(node.name ?? node, "a copy of a class is another class")
  const foreign = bound(node)
  if (foreign !== undefined) return refuse(foreign, "it is bound to its place")
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return { ok: true, kind: "type", node }
  if (ts.isEnumDeclaration(node)) {
    const computed = node.members.find((member) => checker.getConstantValue(member) === undefined)
    return computed === undefined ? { ok: true, kind: "plain", node } : refuse(computed, "it is computed at run time")
  }
  if (ts.isFunctionDeclaration(node)) return functionShape(node, node)
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.initializer === undefined) {
    return refuse(node, "only functions, types, enums and constants are copied")
  }
  if ((node.parent.flags & ts.NodeFlags.Const) === 0 || usesDispose(node.parent)) {
    return refuse(node, "it is a variable")
  }
  const value = bareExpression(node.initializer)
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return functionShape(value, node)
  if (isPlain(node.initializer, checker)) return { ok: true, kind: "plain", node }
  return isConstTree(node.initializer) && isTree(value, checker)
    ? { ok: true, kind: "tree", node }
    : refuse(node.initializer, "it is neither a primitive nor plain data `as const`")
}

const usesDispose = ({ flags }: ts.Node): boolean => (flags & ts.NodeFlags.Using) !== 0

const functionShape = (
  source: ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression,
  node: Copyable,
): CopyShape => {
  if (source.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true) {
    return { ok: false, at: source, reason: "it is asynchronous" }
  }
  return { ok: true, kind: "function", node }
}

/** What in a declaration means something else in another module, or nothing. */
const bound = (declaration: ts.Node): ts.Node | undefined => {
  const find = (node: ts.Node, ownThis: boolean): ts.Node | undefined => {
    if (node.kind === ts.SyntaxKind.ThisKeyword && !ownThis) return node
    if (ts.isMetaProperty(node) || ts.isImportTypeNode(node) || ts.isAwaitExpression(node)) return node
    if (node.kind === ts.SyntaxKind.ImportKeyword || node.kind === ts.SyntaxKind.DeclareKeyword) return node
    if (ts.isJsxOpeningLikeElement(node) || ts.isJsxFragment(node)) return node
    const inside = ownThis || (node !== declaration && hasThis(node))
    return ts.forEachChild(node, (child) => find(child, inside))
  }
  return find(declaration, ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration))
}

/** A function in the declaration, or a class; the function that is copied is called without a `this`. */
const hasThis = (node: ts.Node): boolean =>
  ts.isClassLike(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isAccessor(node) ||
  ((ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)) && !ts.isVariableDeclaration(node.parent))

const isConstTree = (node: ts.Expression): boolean => {
  if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node)) return isConstTree(node.expression)
  return (
    ts.isAsExpression(node) &&
    ((ts.isTypeReferenceNode(node.type) && node.type.getText() === "const") || isConstTree(node.expression))
  )
}

/** Object and array literals all the way down to primitives. */
const isTree = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(node)
  if (ts.isArrayLiteralExpression(bare)) return bare.elements.every((element) => isTree(element, checker))
  if (!ts.isObjectLiteralExpression(bare)) return isPlain(bare, checker)
  return bare.properties.every(
    (property) =>
      (ts.isPropertyAssignment(property) &&
        (!ts.isComputedPropertyName(property.name) || isPlain(property.name.expression, checker)) &&
        isTree(property.initializer, checker)) ||
      (ts.isShorthandPropertyAssignment(property) && isPlain(property.name, checker)),
  )
}

/** A primitive that is the same whenever and wherever it is evaluated. */
const isPlain = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(node)
  const every = (...parts: readonly ts.Expression[]): boolean => parts.every((part) => isPlain(part, checker))
  if (ts.isStringLiteralLike(bare) || ts.isNumericLiteral(bare) || ts.isBigIntLiteral(bare)) return true
  if (literals.has(bare.kind)) return true
  if (ts.isTemplateExpression(bare)) return every(...bare.templateSpans.map(({ expression }) => expression))
  if (ts.isPrefixUnaryExpression(bare)) return every(bare.operand)
  if (ts.isBinaryExpression(bare)) return !isAssignment(bare.operatorToken.kind) && every(bare.left, bare.right)
  if (ts.isConditionalExpression(bare)) return every(bare.condition, bare.whenTrue, bare.whenFalse)
  if (ts.isPropertyAccessExpression(bare)) return checker.getConstantValue(bare) !== undefined
  return ts.isIdentifier(bare) && isPlainName(bare, checker)
}

const literals: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
])

/** `undefined`, `Infinity`, or a constant of the same file that is one itself. */
const isPlainName = (name: ts.Identifier, checker: ts.TypeChecker): boolean => {
  const symbol = valueSymbolOf(name, checker)
  const declaration = symbol?.declarations?.[0]
  if (declaration === undefined) return name.text === "undefined"
  if (declaration.getSourceFile().isDeclarationFile) return name.text === "Infinity" || name.text === "NaN"
  return (
    ts.isVariableDeclaration(declaration) &&
    ts.isVariableStatement(declaration.parent.parent) &&
    declaration.initializer !== undefined &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0 &&
    isPlain(declaration.initializer, checker)
  )
}
