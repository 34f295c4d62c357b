import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { helperBehind, isAsync } from "./helper-behind.ts"
import { readsClock } from "./recorded-use.ts"

/** Refuses loops that wait for the clock to move, which it does only while the run waits: `while (Date.now() < end);` */
export const refuseStillClocks = (
  code: ts.Node,
  suspends: ReadonlySet<ts.Node>,
  checker: ts.TypeChecker,
): readonly Diagnostic[] =>
  stillClocks(code, suspends, checker).map((read) => diagnostic("SW2406", placeOf(read), { what: read.getText() }))

/** Where loops read the clock to know when to end, though nothing in them waits. */
export const stillClocks = (
  code: ts.Node,
  suspends: ReadonlySet<ts.Node>,
  checker: ts.TypeChecker,
): readonly ts.Node[] => {
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    // It waits by itself.
    if (node !== code && isAsync(node)) return
    if (isLoop(node) && !suspends.has(node)) {
      const read = endsOf(node)
        .map((condition) => clockIn(condition, checker))
        .find((each) => each !== undefined)
      if (read !== undefined) found.push(read)
    }
    ts.forEachChild(node, visit)
  }
  visit(code)
  return found
}

type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement

const isLoop = (node: ts.Node): node is Loop =>
  ts.isWhileStatement(node) || ts.isDoStatement(node) || ts.isForStatement(node)

/** The conditions by which alone a loop ends. */
const endsOf = (loop: Loop): readonly ts.Expression[] => {
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression
  return condition === undefined || condition.kind === ts.SyntaxKind.TrueKeyword
    ? conditionsIn(loop.statement)
    : [condition]
}

const conditionsIn = (node: ts.Node): readonly ts.Expression[] => {
  if (ts.isFunctionLike(node) || ts.isIterationStatement(node, false)) return []
  const inside: ts.Expression[] = ts.isIfStatement(node) ? [node.expression] : []
  ts.forEachChild(node, (child) => void inside.push(...conditionsIn(child)))
  return inside
}

const clockIn = (node: ts.Node, checker: ts.TypeChecker, seen: Set<ts.Node> = new Set()): ts.Node | undefined => {
  if (readsClock(node, checker) || (ts.isIdentifier(node) && standsForClock(node, checker, seen))) {
    return ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : node
  }
  return ts.forEachChild(node, (child) => clockIn(child, checker, seen))
}

/** `while (!late())`, where `late` reads it. */
const standsForClock = (name: ts.Identifier, checker: ts.TypeChecker, seen: Set<ts.Node>): boolean =>
  (helperBehind(name, checker)?.code ?? []).some((code) => {
    if (!ts.isFunctionLike(code) || seen.has(code)) return false
    seen.add(code)
    return clockIn(code, checker, seen) !== undefined
  })
