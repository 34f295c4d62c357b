import { authoringWord } from "../1-read/authoring-word.ts"
import { bareExpression, isWrapper } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { helperOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { countsMembers, optionsOf } from "./group-options.ts"

/**
 * Whether a function is a branch of a group that an `await` waits for, and all of whose branches have ended by then: none
 * is given up before, and cleans up beside what follows.
 */
export const isAwaitedMember = (source: ts.Node, checker: ts.TypeChecker): boolean => {
  const call = groupAround(source)
  const word = call && wordOf(call, checker)
  if (call === undefined || word === undefined || !isAwaited(call)) return false
  const { join, mode, onError, timeout } = optionsOf(call.arguments[1], checker)
  if (timeout !== undefined) return false
  if (word === "forEach" && mode.every((each) => each === "sequential")) return true
  const waitsForAll =
    word === "forEach" ? !onError.includes("stop") : word !== "race" || (join !== undefined && !counts(join, checker))
  // A run that somebody cancels ends its group at once.
  return waitsForAll && !counts(join, checker) && !call.arguments.some((each) => mayBeginRun(each, checker, new Set()))
}

/** Whether a function is a branch of a group. */
export const isMember = (source: ts.Node, checker: ts.TypeChecker): boolean => {
  const call = groupAround(source)
  return call !== undefined && wordOf(call, checker) !== undefined
}

const counts = (join: ts.Expression | undefined, checker: ts.TypeChecker): boolean =>
  join !== undefined && countsMembers(join, checker)

/** The call that is given a function, by itself, in a list or by a name. */
const groupAround = (source: ts.Node): ts.CallExpression | undefined => {
  let node = source
  while (isWrapper(node.parent)) node = node.parent
  if (ts.isPropertyAssignment(node.parent)) node = node.parent.parent
  else if (ts.isObjectLiteralExpression(node.parent) || ts.isArrayLiteralExpression(node.parent)) node = node.parent
  while (isWrapper(node.parent)) node = node.parent
  return ts.isCallExpression(node.parent) && node.parent.expression !== node ? node.parent : undefined
}

const wordOf = ({ expression }: ts.CallExpression, checker: ts.TypeChecker): string | undefined => {
  const callee = bareExpression(expression)
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
  const word = authoringWord(checker.getSymbolAtLocation(name), checker)
  return word !== undefined && words.has(word) ? word : undefined
}

const words: ReadonlySet<string> = new Set(["fork", "parallel", "race", "forEach"])

const isAwaited = (call: ts.Node): boolean =>
  isWrapper(call.parent) ? isAwaited(call.parent) : ts.isAwaitExpression(call.parent)

/** Whether code, with that of the async functions which it names, calls another workflow. */
const mayBeginRun = (code: ts.Node, checker: ts.TypeChecker, seen: Set<ts.Node>): boolean => {
  const visit = (node: ts.Node): boolean => {
    if (ts.isTypeNode(node)) return false
    if (ts.isCallExpression(node) && calleeOf(node, checker).kind === "child") return true
    const helper = ts.isIdentifier(node) ? helperOf(node, checker) : undefined
    if (helper !== undefined && !seen.has(helper.body)) {
      seen.add(helper.body)
      if (visit(helper.body)) return true
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true
  }
  return visit(code)
}
