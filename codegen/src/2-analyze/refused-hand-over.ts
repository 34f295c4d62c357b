import { bareExpression } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { isPromise } from "./refused-promise-use.ts"

/**
 * Refuses to hand a promise to a function of a module that takes promises and runs as it stands: it may chain something
 * to it, and what stands in a frame for a promise cannot do that.
 */
export const refusedHandOver = (node: ts.Node, checker: ts.TypeChecker): Diagnostic | undefined => {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined
  // What gives a promise back is told with what it gives.
  const isTold = ts.isCallExpression(node) && calleeOf(node, checker).kind !== "other"
  if (isTold || isPromise(checker.getTypeAtLocation(node), checker)) return undefined
  const taken = checker.getResolvedSignature(node)
  const given = (node.arguments ?? []).find((argument, at) =>
    taken !== undefined && runsAsItStands(taken)
      ? holdsPromise(checker.getTypeAtLocation(argument), checker) && takesPromise(taken, at, checker)
      : takesPromises(argument, node, checker),
  )
  if (given === undefined) return undefined
  const by = runsAsItStands(taken) ? node.expression : given
  const construct = `Handing a promise to \`${bareExpression(by).getText()}\`, which runs as it stands,`
  const remedy = "Await the promise here, or chain to it here, as in `promise.catch(...)`."
  return diagnostic("SW2001", placeOf(given), { construct, remedy })
}

/** `promises.forEach(ignore)` */
const takesPromises = (
  argument: ts.Expression,
  { expression }: ts.CallExpression | ts.NewExpression,
  checker: ts.TypeChecker,
): boolean => {
  const callee = bareExpression(expression)
  if (
    !ts.isPropertyAccessExpression(callee) ||
    !(ts.isIdentifier(argument) || ts.isPropertyAccessExpression(argument))
  ) {
    return false
  }
  const method = checker.getSymbolAtLocation(callee.name)
  if (method === undefined || !isGlobal(method)) return false
  if (!holdsPromise(checker.getTypeAtLocation(callee.expression), checker)) return false
  return checker
    .getTypeAtLocation(argument)
    .getCallSignatures()
    .some(
      (taken) => runsAsItStands(taken) && !isPromise(taken.getReturnType(), checker) && takesPromise(taken, 0, checker),
    )
}

/** A function of a module, whatever its code. What stands inside of a body is looked at there. */
const runsAsItStands = (taken: ts.Signature | undefined): boolean => {
  const declaration = taken?.getDeclaration()
  if (declaration === undefined || ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined) return false
  const named = ts.isVariableDeclaration(declaration.parent) ? declaration.parent : declaration
  const symbol = "symbol" in named ? (named.symbol as ts.Symbol | undefined) : undefined // TypeScript's own field
  return symbol === undefined || !isGlobal(symbol)
}

const takesPromise = (taken: ts.Signature, at: number, checker: ts.TypeChecker): boolean => {
  const parameters = taken.getDeclaration().parameters
  const parameter = parameters[at] ?? parameters.findLast(({ dotDotDotToken }) => dotDotDotToken !== undefined)
  return parameter !== undefined && holdsPromise(checker.getTypeAtLocation(parameter), checker)
}

/** A promise, or a list of them. */
const holdsPromise = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number)
  return isPromise(type, checker) || (item !== undefined && isPromise(item, checker))
}
