import { bareExpression } from "../1-read/bare-expression.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf } from "../1-read/assignment-target.ts"

/** Whether something in `where` may make the array, Map or Set larger that `collection` stands for. */
export const mayGrow = (collection: ts.Expression, where: ts.Node, checker: ts.TypeChecker): boolean => {
  const target = bareExpression(collection)
  if (isNew(target)) return false
  return growths(where, checker).some((grown) => mayBeSame(grown, target, checker))
}

/** What grows: the receivers of `push` and its like, and of assignments to elements. A function that is looked into already is not again. */
const growths = (
  where: ts.Node,
  checker: ts.TypeChecker,
  within: ReadonlySet<ts.Node> = new Set(),
): readonly ts.Expression[] => {
  const found: ts.Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) found.push(...grownByCall(node, checker, within))
    if (ts.isElementAccessExpression(node) && accessOf(node).writes) found.push(node.expression)
    if (ts.isPropertyAccessExpression(node) && node.name.text === "length" && accessOf(node).writes) {
      found.push(node.expression)
    }
    ts.forEachChild(node, visit)
  }
  visit(where)
  return found
}

const growing: ReadonlySet<string> = new Set(["push", "unshift", "splice", "set", "add"])

/** The receiver of `list.push(1)`; every object that is handed to a function of the project's, which may do the same. */
const grownByCall = (
  call: ts.CallExpression,
  checker: ts.TypeChecker,
  within: ReadonlySet<ts.Node>,
): readonly ts.Expression[] => {
  const callee = bareExpression(call.expression)
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
  const symbol = ts.isIdentifier(name) ? valueSymbolOf(name, checker) : undefined
  if (symbol !== undefined && isGlobal(symbol)) {
    return ts.isPropertyAccessExpression(callee) && growing.has(callee.name.text) ? [callee.expression] : []
  }
  const declaration = checker.getResolvedSignature(call)?.declaration
  if (declaration === undefined) return call.arguments
  if (within.has(declaration)) return []
  return growths(declaration, checker, new Set([...within, declaration])).length > 0 ? call.arguments : []
}

const mayBeSame = (one: ts.Expression, other: ts.Expression, checker: ts.TypeChecker): boolean => {
  const grown = bareExpression(one)
  if (!overlap(grown, other, checker)) return false
  const a = rootOf(grown)
  const b = rootOf(other)
  if (a === undefined) return true
  if (b === undefined) return !isOwn(a, checker) || mentions(other, a)
  const symbol = valueSymbolOf(a, checker)
  if (symbol === valueSymbolOf(b, checker)) {
    return isIndexed(grown) || isIndexed(other) || grown.getText() === other.getText()
  }
  return !isOwn(a, checker) && !isOwn(b, checker)
}

const overlap = (one: ts.Expression, other: ts.Expression, checker: ts.TypeChecker): boolean => {
  const a = checker.getTypeAtLocation(one)
  const b = checker.getTypeAtLocation(other)
  return checker.isTypeAssignableTo(a, b) || checker.isTypeAssignableTo(b, a)
}

const mentions = (code: ts.Node, name: ts.Identifier): boolean =>
  (ts.isIdentifier(code) && code.text === name.text) ||
  (ts.forEachChild(code, (child) => mentions(child, name) || undefined) ?? false)

/** The variable that a path of properties begins with. */
const rootOf = (expression: ts.Expression): ts.Identifier | undefined => {
  const bare = bareExpression(expression)
  if (ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare)) return rootOf(bare.expression)
  return ts.isIdentifier(bare) ? bare : undefined
}

const isIndexed = (expression: ts.Expression): boolean => {
  const bare = bareExpression(expression)
  if (ts.isElementAccessExpression(bare)) return true
  return ts.isPropertyAccessExpression(bare) && isIndexed(bare.expression)
}

/** Whether a variable is a `const` that holds an object which nothing else held before. */
const isOwn = (name: ts.Identifier, checker: ts.TypeChecker): boolean => {
  const declaration = valueSymbolOf(name, checker)?.valueDeclaration
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0 &&
    declaration.initializer !== undefined &&
    isNew(bareExpression(declaration.initializer))
  )
}

const isNew = (value: ts.Expression): boolean =>
  ts.isArrayLiteralExpression(value) ||
  ts.isObjectLiteralExpression(value) ||
  ts.isNewExpression(value) ||
  ts.isAwaitExpression(value) ||
  (ts.isCallExpression(value) &&
    ts.isPropertyAccessExpression(value.expression) &&
    copying.has(value.expression.name.text))

/** Built-in methods whose result is a new collection. */
const copying: ReadonlySet<string> = new Set(
  "concat entries filter flat flatMap from keys map match matchAll slice split toReversed toSorted toSpliced values with".split(
    " ",
  ),
)
