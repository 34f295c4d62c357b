import type { AsyncHelper, WrittenFunction } from "../1-read/helper-source.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { functionBehind } from "../2-analyze/function-behind.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { alwaysEvaluated } from "./always-evaluated.ts"
import { waysOut } from "./ways-out.ts"

/** Warns of async functions that call themselves, or each other, whichever way is taken through them. */
export const endlessRecursion = (helpers: readonly AsyncHelper[], checker: ts.TypeChecker): Diagnostic[] => {
  const all = new Map(helpers.map((helper) => [helper.body as ts.Node, helper])) // looked up by any node
  const endless = endlessOf(helpers, checker)
  return helpers.flatMap((helper) => {
    const call = endless.has(helper.body) ? onItsWay(helper.body, endless, checker) : undefined
    if (call === undefined) return []
    const callee = all.get(functionBehind(call.expression, checker) ?? call)
    const related =
      callee === undefined || callee === helper ? [] : [{ ...placeOf(callee.body), label: "this calls it" }]
    return [diagnostic("SW4110", placeOf(call), { helper: helper.name }, related)]
  })
}

/** What is left when all that can end without a call of what is left is taken away, and that ends by itself if calls do. */
const endlessOf = (helpers: readonly AsyncHelper[], checker: ts.TypeChecker): ReadonlySet<ts.Node> => {
  const left = new Set<ts.Node>(helpers.map(({ body }) => body).filter((body) => endsWithout(body, new Set(), checker)))
  for (let before = -1; before !== left.size;) {
    before = left.size
    for (const { body } of helpers) if (left.has(body) && endsWithout(body, left, checker)) left.delete(body)
  }
  return new Set(helpers.map(({ body }) => body).filter((body) => left.has(body) && reaches(body, body, left, checker)))
}

/** Whether a function can end without a call of one of these. */
const endsWithout = ({ body }: WrittenFunction, calls: ReadonlySet<ts.Node>, checker: ts.TypeChecker): boolean =>
  waysOut(body, { answers: (part) => alwaysEvaluated(part, isCallOf(calls, checker)) === undefined }).size > 0

const isCallOf =
  (functions: ReadonlySet<ts.Node>, checker: ts.TypeChecker) =>
  (node: ts.Node): node is ts.CallExpression => {
    const called = ts.isCallExpression(node) ? functionBehind(node.expression, checker) : undefined
    return called !== undefined && functions.has(called)
  }

/** Whether calls lead from one function to another, through these. */
const reaches = (
  from: WrittenFunction,
  to: ts.Node,
  through: ReadonlySet<ts.Node>,
  checker: ts.TypeChecker,
): boolean => {
  const passed = new Set<ts.Node>()
  const visit = (node: ts.Node): boolean => {
    const called = isCallOf(through, checker)(node) ? functionBehind(node.expression, checker) : undefined
    if (called === to) return true
    if (called !== undefined && !passed.has(called)) {
      passed.add(called)
      if (called.body !== undefined && visit(called.body)) return true
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true
  }
  return visit(from.body)
}

/** The first call that every way through a function comes to. */
const onItsWay = (
  { body }: WrittenFunction,
  endless: ReadonlySet<ts.Node>,
  checker: ts.TypeChecker,
): ts.CallExpression | undefined => {
  const visit = (node: ts.Node): ts.CallExpression | undefined =>
    isCallOf(endless, checker)(node) ? node : ts.isFunctionLike(node) ? undefined : ts.forEachChild(node, visit)
  return visit(body)
}
