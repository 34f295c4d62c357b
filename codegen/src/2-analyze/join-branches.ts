import { bareExpression } from "../1-read/bare-expression.ts"
import { helperOf } from "../1-read/helper-source.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { isArray } from "./array-type.ts"
import { type EachCall, firstOf, functionsOfGroup, operandsOf } from "./await-meaning.ts"
import { mayBeginBehind } from "./begin-together.ts"
import { begunCall, calledHelper, type Looking } from "./begun-call.ts"
import { isConstant, namesConstants } from "./constant-argument.ts"
import { type BegunCall, codeOfHelper, type DirectCall, givenFor } from "./given-function.ts"
import { partThatMayThrow } from "./may-throw.ts"
import { mutationOf } from "./mutation.ts"

/** The branches of a join that may begin all at once. */
export const directBranches = (
  { elements }: ts.ArrayLiteralExpression,
  at: Looking,
): readonly DirectCall[] | undefined => {
  const { checker } = at
  const branches: DirectCall[] = []
  for (const [index, element] of elements.entries()) {
    const bare = bareExpression(element)
    const branch = ts.isCallExpression(bare) ? branchCall(bare, at) : undefined
    if (branch === undefined || branch.kind === "through") return undefined
    const hasRun = branches.some((each) => runsCode(firstOf(each).kind))
    if (!mayBeginBehind(branch, { isFirst: index === 0, hasRun }, checker)) return undefined
    branches.push(branch)
  }
  return branches
}

/** Whether code of the author's runs as soon as it is called. */
const runsCode = (kind: ReturnType<typeof firstOf>["kind"]): boolean => kind === "call" || kind === "group"

/** `items.map((item) => call(item))` over an array, with an expression that cannot fail for one item after another has begun. */
export const eachOf = (map: ts.CallExpression, at: Looking): EachCall | Diagnostic | undefined => {
  const { checker, scope } = at
  if (ts.isOptionalChain(map) || !ts.isPropertyAccessExpression(map.expression)) return undefined
  const { name, expression: items } = map.expression
  const [callback] = map.arguments
  if (name.text !== "map" || map.arguments.length !== 1 || callback === undefined) return undefined
  if (!isArray(checker.getTypeAtLocation(items), checker)) return undefined
  const given = givenFor(bareExpression(callback), scope, checker)
  if (given?.kind === "helper") return { map, inner: given.helper }
  const helper = helperOf(callback, checker)
  if (helper !== undefined) return { map, inner: calledHelper(helper, [], at) }
  if (!ts.isArrowFunction(callback) || ts.isBlock(callback.body)) return undefined
  const bare = bareExpression(callback.body)
  const inner = ts.isCallExpression(bare) ? branchCall(bare, at) : undefined
  if (inner === undefined) return undefined
  if (inner.kind === "through" || isGivenOwn(inner)) return refusedEach(callback)
  // The callbacks of a chain are handed its parameters as they are.
  const isFixed = callback.parameters.every(({ name }) => namesConstants(name, checker))
  if ((inner.kind === "chain" || inner.kind === "group") && !isFixed) return undefined
  const mayThrow = [...callback.parameters, ...operandsOf(inner)].some(
    (part) => partThatMayThrow(part, checker) !== undefined,
  )
  return mayThrow || !isSameInAnyOrder(inner, checker) ? refusedEach(callback) : { map, inner }
}

/** All of them are begun at once, from arguments that were evaluated before. */
const refusedEach = (callback: ts.ArrowFunction): Diagnostic => {
  const parameters = callback.parameters.map((parameter) => parameter.getText()).join(", ")
  const text = `async (${parameters}) => await ${bareExpression(callback.body as ts.Expression).getText()}` // it is no block
  return diagnostic("SW2001", placeOf(callback), {
    construct: "A callback that begins something with what may fail, or change, before the next one is begun",
    remedy: `Compile it by itself: \`${text.length > 80 ? "async (...) => await ..." : text}\`.`,
  })
}

/** A branch of a join that evaluates nothing which begins something. */
const branchCall = (call: ts.CallExpression, at: Looking): BegunCall | undefined => {
  const begun = begunCall(call, at)
  const first = begun === undefined || begun.kind === "through" ? undefined : firstOf(begun)
  return first?.kind === "promise" && !ts.isIdentifier(bareExpression(first.value)) ? undefined : begun
}

/** Whether a helper is given functions that would have to see what the callback of one item sees. */
const isGivenOwn = (inner: DirectCall): boolean => {
  const first = firstOf(inner)
  return (
    first.kind === "call" &&
    [...first.helper.given.values()].some(({ kind, node }) => kind !== "step" && isInside(node, first.call))
  )
}

const isInside = (node: ts.Node, outer: ts.Node): boolean =>
  ts.findAncestor(node, (above) => above === outer) !== undefined

/** Whether the arguments for one item are the same, though the helper has already begun for those before it. */
const isSameInAnyOrder = (inner: DirectCall, checker: ts.TypeChecker): boolean => {
  const first = firstOf(inner)
  const helpers = first.kind === "group" ? functionsOfGroup(first) : first.kind === "call" ? [first.helper] : []
  return (
    helpers.length === 0 ||
    operandsOf(inner).every(
      (argument) =>
        isConstant(argument, checker) ||
        (namesConstants(argument, checker) &&
          !helpers.flatMap(codeOfHelper).some((code) => mayChangeObjects(code, checker))),
    )
  )
}

/** Whether a helper, as far as its text and that of what it calls says, may change an object around it. */
const mayChangeObjects = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  mutationOf(node, checker).kind !== "none" ||
  (ts.forEachChild(node, (child) => mayChangeObjects(child, checker) || undefined) ?? false)
