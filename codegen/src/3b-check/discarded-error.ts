import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"

/** Warns of jumps out of a `finally`: what the `try` was left with, an error or a result, is gone without a trace. */
export const discardedErrors = (body: ts.Node): Diagnostic[] => {
  const found: Diagnostic[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTryStatement(node) && node.finallyBlock !== undefined) {
      const related = [{ ...placeOf(node.getFirstToken() ?? node), label: "what this `try` was left with" }]
      for (const jump of jumpsOutOf(node.finallyBlock)) {
        found.push(diagnostic("SW4112", placeOf(jump), { jump: wordOf(jump) }, related))
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(body)
  return found
}

type Jump = ts.ReturnStatement | ts.BreakOrContinueStatement

const jumpsOutOf = (block: ts.Block): Jump[] => {
  const found: Jump[] = []
  const visit = (node: ts.Node): void => {
    // A function of its own returns to its caller.
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return
    if (ts.isReturnStatement(node) || (ts.isBreakOrContinueStatement(node) && leaves(node, block))) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(block)
  return found
}

/** Whether the statement that a jump refers to stands around the block. */
const leaves = (jump: ts.BreakOrContinueStatement, block: ts.Block): boolean => {
  const target = ts.findAncestor(jump.parent, (above) => {
    if (above === block) return "quit"
    if (jump.label !== undefined) return ts.isLabeledStatement(above) && above.label.text === jump.label.text
    return ts.isIterationStatement(above, false) || (ts.isBreakStatement(jump) && ts.isSwitchStatement(above))
  })
  return target === undefined
}

const wordOf = (jump: Jump): string => {
  if (ts.isReturnStatement(jump)) return "return"
  return ts.isBreakStatement(jump) ? "break" : "continue"
}
