import { bareExpression } from "../1-read/bare-expression.ts"
import { isContinued, isTest } from "../1-read/chain-link.ts"
import { ts } from "../1-read/syntax.ts"
import { argumentsOf, checkLookup, isMethod } from "./call.ts"
import { type Branches, enterBranch, leaveBranches } from "./conditional.ts"
import { lowerParts } from "./expression.ts"
import { emit, type Lowering } from "./lowering.ts"
import { makeTemporary, settle } from "./operands.ts"

/** The whole of `a?.b.c(d)`, or a `delete` of it. */
export type Chain = ts.OptionalChain | ts.DeleteExpression

/** Whether an expression is a whole optional chain, of which a part that may be left out suspends. */
export const isSuspendingChain = (node: ts.Expression, { survey }: Lowering): node is Chain => {
  const top = topOf(node)
  return ts.isOptionalChain(top) && !isContinued(top) && testsOf(top, survey.suspends).length > 0
}

const topOf = (node: ts.Expression): ts.Expression =>
  ts.isDeleteExpression(node) ? bareExpression(node.expression) : node

/** A `?.` of a chain, and what is left out with it. */
interface Test {
  readonly link: ts.OptionalChain
  readonly after: readonly ts.Node[]
}

/** Each `?.` that decides whether something suspends, outermost last. */
const testsOf = (top: ts.OptionalChain, suspends: ReadonlySet<ts.Node>): readonly Test[] => {
  const tests: Test[] = []
  const after: ts.Node[] = []
  for (let link: ts.Expression = top; ts.isOptionalChain(link); link = link.expression) {
    after.unshift(...partsOf(link))
    if (isTest(link) && after.some((part) => suspends.has(part))) tests.unshift({ link, after: [...after] })
  }
  return tests
}

/** What a link evaluates beside the chain before it. */
const partsOf = (link: ts.OptionalChain): readonly ts.Node[] => {
  if (ts.isCallExpression(link)) return argumentsOf(link)
  return ts.isElementAccessExpression(link) ? [link.argumentExpression] : []
}

/** `a?.b(await c())`: a branch for each `?.`, with the value in a temporary unless nobody uses it. */
export const lowerChain = (lowering: Lowering, node: Chain, { discard = false } = {}): void => {
  const top = topOf(node)
  if (!ts.isOptionalChain(top)) return
  const result = discard ? undefined : makeTemporary(lowering, [node])
  if (result !== undefined) {
    const nothing = ts.isDeleteExpression(node) ? "true" : undefinedAs(lowering, node)
    emit(lowering, { nodes: [], defines: [result], print: (text) => `${text.variable(result)} = ${nothing}` })
  }
  const branches: Branches[] = []
  for (const { link, after } of testsOf(top, lowering.survey.suspends)) {
    if (!lowerTested(lowering, link, after)) return
    branches.push(enterBranch(lowering, { node: link, short: "chain", left: link.expression }))
  }
  lowerParts(lowering, node)
  const before = { node, replacement: undefined }
  emit(lowering, {
    nodes: [node],
    before,
    defines: result === undefined ? [] : [result],
    print: (text) => `${result === undefined ? "" : `${text.variable(result)} = `}${text.before(before)}`,
  })
  for (const branch of branches.toReversed()) leaveBranches(lowering, branch, node)
  if (result !== undefined) lowering.replacements.set(node, { kind: "variable", variable: result })
}

/** `undefined`, though the types say that the chain is never left. */
const undefinedAs = ({ survey: { checker } }: Lowering, node: ts.Expression): string =>
  checker.isTypeAssignableTo(checker.getUndefinedType(), checker.getTypeAtLocation(node)) ? "undefined" : "undefined!"

/** What stands before a `?.`, so that it can be asked for, and used later; of a method that is called, its receiver. */
const lowerTested = (lowering: Lowering, link: ts.OptionalChain, after: readonly ts.Node[]): boolean => {
  const tested = link.expression
  if (!ts.isCallExpression(link)) {
    settle(lowering, tested, after)
    return true
  }
  if (!checkLookup(lowering, tested, after)) return false
  const callee = bareExpression(tested)
  if (isMethod(callee)) settle(lowering, callee.expression, after)
  return true
}
