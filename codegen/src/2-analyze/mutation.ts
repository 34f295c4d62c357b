import { bareExpression } from "../1-read/bare-expression.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { isAssignment, isPartOfPattern } from "../1-read/assignment-target.ts"
import { builtInOwner } from "./built-in-method.ts"
import { isCallback } from "./chained-call.ts"
import { functionBehind } from "./function-behind.ts"
import { isGrowingMethod, isHarmlessGlobal, isReadingMethod } from "./known-methods.ts"
import { type FunctionSource, isFunctionExpression } from "./local-function.ts"

/** What evaluating a node, by itself and without its children, may do to objects. */
export type Mutation =
  | { readonly kind: "none" }
  /** `receiver.push(...)`: it only grows. */
  | { readonly kind: "grows"; readonly receiver: ts.Expression }
  /** `receiver.x = 1`, `receiver.sort()`: this one object changes. */
  | { readonly kind: "changes"; readonly receiver: ts.Expression }
  /** Whatever can be reached may change. */
  | { readonly kind: "unknown" }

const none: Mutation = { kind: "none" }
const unknown: Mutation = { kind: "unknown" }

/** Judges one node; a function that is known by its source is judged by its source. */
export const mutationOf = (node: ts.Node, checker: ts.TypeChecker): Mutation => {
  if (isLoopTarget(node) || isPartOfPattern(node)) return targetMutation(node)
  // What is disposed of may do anything then.
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) !== 0) return unknown
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return targetMutation(node.left)
  if (ts.isDeleteExpression(node)) return targetMutation(node.expression)
  if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isUpdate(node.operator)) {
    return targetMutation(node.operand)
  }
  if (ts.isCallExpression(node)) return callMutation(node, checker)
  if (ts.isNewExpression(node)) {
    return isHarmless(node.expression, checker) || !hasObjectArguments(node, checker) ? none : unknown
  }
  // Whoever settles the promise calls it.
  if (ts.isIdentifier(node) && isCallback(node, checker)) return unknown
  if (ts.isTaggedTemplateExpression(node)) return isReadingCall(node.tag, checker) ? none : unknown
  return none
}

/** `for (box.n of list)`: each turn assigns it. */
const isLoopTarget = (node: ts.Node): boolean =>
  (ts.isForOfStatement(node.parent) || ts.isForInStatement(node.parent)) &&
  node.parent.initializer === node &&
  !ts.isVariableDeclarationList(node)

const isUpdate = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken

const targetMutation = (target: ts.Node): Mutation => {
  const bare = bareExpression(target as ts.Expression) // an assignment's target is an expression
  if (ts.isIdentifier(bare)) return none
  if (ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare)) {
    return { kind: "changes", receiver: bare.expression }
  }
  return hasMemberTarget(bare) ? unknown : none
}

/** `[o.a, b] = pair` */
const hasMemberTarget = (pattern: ts.Node): boolean =>
  ts.isPropertyAccessExpression(pattern) ||
  ts.isElementAccessExpression(pattern) ||
  (ts.forEachChild(pattern, (child) => hasMemberTarget(child) || undefined) ?? false)

const callMutation = (call: ts.CallExpression, checker: ts.TypeChecker): Mutation => {
  const callee = bareExpression(call.expression)
  if (ts.isPropertyAccessExpression(callee)) {
    const owner = builtInOwner(callee, checker)
    if (owner !== undefined) {
      const method = callee.name.text
      if (isReadingMethod(owner, method)) {
        return hasOpaqueCallback(call, checker) || (owner === "String" && movesPattern(call, checker)) ? unknown : none
      }
      if (isGrowingMethod(owner, method)) return { kind: "grows", receiver: callee.expression }
      if (owner in collections && !hasOpaqueCallback(call, checker)) {
        return { kind: "changes", receiver: callee.expression }
      }
      return unknown
    }
  }
  if (isHarmless(callee, checker)) return hasOpaqueCallback(call, checker) ? unknown : none
  const declared = functionBehind(callee, checker)
  if (declared !== undefined && isPure(declared, checker)) return hasOpaqueCallback(call, checker) ? unknown : none
  // What is written here is looked into by itself.
  if (isFunction(callee) || isNested(declared)) return hasOpaqueCallback(call, checker) ? unknown : none
  const reachesOnlyArguments = ts.isIdentifier(callee)
    ? declared !== undefined || isModule(callee, checker)
    : ts.isPropertyAccessExpression(callee) &&
      (isPrimitive(callee.expression, checker) || isModule(callee.expression, checker))
  return reachesOnlyArguments && !hasObjectArguments(call, checker) ? none : unknown
}

const collections: Readonly<Record<string, true>> = { Array: true, Map: true, Set: true, Date: true, RegExp: true }

/** `text.replace(pattern, "")` leaves its place in a pattern that lives on. */
const movesPattern = (call: ts.CallExpression, checker: ts.TypeChecker): boolean =>
  call.arguments.some(
    (argument) =>
      !ts.isRegularExpressionLiteral(bareExpression(argument)) &&
      !isPrimitive(argument, checker) &&
      !isFunction(argument),
  )

const isFunction = (node: ts.Expression): boolean => isFunctionExpression(bareExpression(node))

/** Whether a function is written inside another one, so that whoever looks through that one sees what it does. */
const isNested = (source: FunctionSource | undefined): boolean =>
  source !== undefined && ts.findAncestor(source.parent, ts.isFunctionLike) !== undefined

const isReadingCall = (callee: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(callee)
  const owner = ts.isPropertyAccessExpression(bare) ? builtInOwner(bare, checker) : undefined
  return owner !== undefined && ts.isPropertyAccessExpression(bare) && isReadingMethod(owner, bare.name.text)
}

/** A function that is handed on by name may do anything; one that is written there is looked into by itself. */
const hasOpaqueCallback = (call: ts.CallExpression, checker: ts.TypeChecker): boolean =>
  call.arguments.some((argument) => {
    const bare = bareExpression(argument)
    if (isFunction(bare)) return false
    if (checker.getTypeAtLocation(bare).getCallSignatures().length === 0) return false
    if (isHarmless(bare, checker)) return false
    const declared = functionBehind(bare, checker)
    return declared === undefined || !(isNested(declared) || isPure(declared, checker))
  })

const isHarmless = (callee: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(callee)
  if (!ts.isIdentifier(bare) || !isHarmlessGlobal(bare.text)) return false
  const symbol = checker.getSymbolAtLocation(bare)
  return symbol !== undefined && isGlobal(symbol)
}

const hasObjectArguments = (call: ts.CallExpression | ts.NewExpression, checker: ts.TypeChecker): boolean =>
  (call.arguments ?? []).some((argument) => !holdsNothing(argument, checker))

/** A primitive, or a literal that holds only such. */
const holdsNothing = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => holdsNothing(element, checker))
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) => ts.isPropertyAssignment(property) && holdsNothing(property.initializer, checker),
    )
  }
  return isPrimitive(node, checker)
}

const isPrimitive = (node: ts.Expression, checker: ts.TypeChecker): boolean =>
  isPrimitiveType(checker.getTypeAtLocation(node))

/** Whether values of a type cannot change. */
export const isPrimitiveType = (type: ts.Type): boolean =>
  (type.isUnion() ? type.types : [type]).every(({ flags }) => (flags & primitiveFlags) !== 0)

const primitiveFlags =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike |
  ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void | ts.TypeFlags.Never | ts.TypeFlags.EnumLike // prettier-ignore

/** Something outside the body holds no object of the run. */
const isModule = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(node)
  if (!ts.isIdentifier(bare)) return false
  const declaration = checker.getSymbolAtLocation(bare)?.declarations?.[0]
  return declaration !== undefined && ts.findAncestor(declaration.parent, ts.isFunctionLike) === undefined
}

const judged = new WeakMap<ts.TypeChecker, WeakMap<ts.Node, boolean>>()

/** Whether calling a function changes no object that it did not make: it assigns no member, and calls only such functions. */
const isPure = (source: FunctionSource, checker: ts.TypeChecker): boolean => {
  const known = judged.get(checker) ?? new WeakMap<ts.Node, boolean>()
  judged.set(checker, known)
  const before = known.get(source)
  if (before !== undefined) return before
  known.set(source, true) // one that calls itself adds nothing
  const pure =
    source.asteriskToken === undefined && source.body !== undefined && changesOnlyItsOwn(source.body, source, checker)
  known.set(source, pure)
  return pure
}

const changesOnlyItsOwn = (node: ts.Node, source: FunctionSource, checker: ts.TypeChecker): boolean => {
  const mutation = mutationOf(node, checker)
  if (mutation.kind === "unknown") return false
  if (mutation.kind !== "none" && !isFreshIn(mutation.receiver, source, checker)) return false
  return ts.forEachChild(node, (child) => !changesOnlyItsOwn(child, source, checker) || undefined) !== true
}

/** Whether a receiver is a `const` that `scope` itself has just made, and so nobody else's. */
export const isFreshIn = (receiver: ts.Expression, scope: ts.Node, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(receiver)
  if (isFreshValue(bare, checker)) return true
  const declaration = ts.isIdentifier(bare) ? checker.getSymbolAtLocation(bare)?.valueDeclaration : undefined
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) {
    return false
  }
  if (
    (declaration.parent.flags & ts.NodeFlags.Const) === 0 ||
    declaration.pos < scope.pos ||
    declaration.end > scope.end
  ) {
    return false
  }
  return isFreshValue(bareExpression(declaration.initializer), checker)
}

/** Whether an expression always makes an object of its own. */
const isFreshValue = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) return true
  if (ts.isNewExpression(node)) return isHarmless(node.expression, checker)
  const callee = ts.isCallExpression(node) ? bareExpression(node.expression) : undefined
  if (callee === undefined || !ts.isPropertyAccessExpression(callee)) return false
  const owner = builtInOwner(callee, checker)
  return owner !== undefined && freshMakers.has(`${owner}.${callee.name.text}`)
}

const freshMakers: ReadonlySet<string> = new Set(
  (
    "Array.map Array.filter Array.slice Array.concat Array.flat Array.flatMap Array.toSorted Array.toReversed Array.toSpliced Array.with " +
    "ReadonlyArray.map ReadonlyArray.filter ReadonlyArray.slice ReadonlyArray.concat ReadonlyArray.flat ReadonlyArray.flatMap " +
    "ReadonlyArray.toSorted ReadonlyArray.toReversed String.split ArrayConstructor.from ArrayConstructor.of ObjectConstructor.entries " +
    "ObjectConstructor.keys ObjectConstructor.values ObjectConstructor.fromEntries MapConstructor.groupBy ObjectConstructor.groupBy"
  ).split(" "),
)
