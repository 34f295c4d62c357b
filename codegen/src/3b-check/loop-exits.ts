import { ts } from "../1-read/syntax.ts"

/** A jump. */
type Exit = ts.ReturnStatement | ts.ThrowStatement | ts.BreakOrContinueStatement

/** The jumps in a loop's body that leave it. */
export const exitsOf = (loop: ts.IterationStatement): readonly Exit[] => {
  const exits: Exit[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (ts.isReturnStatement(node) || (ts.isThrowStatement(node) && !isCaughtInside(node, loop))) exits.push(node)
    if (ts.isBreakOrContinueStatement(node) && leaves(node, loop)) exits.push(node)
    ts.forEachChild(node, visit)
  }
  visit(loop.statement)
  return exits
}

const isCaughtInside = (node: ts.Node, loop: ts.Node): boolean => {
  for (let at = node; at !== loop; at = at.parent) {
    if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at && at.parent.catchClause !== undefined) return true
  }
  return false
}

const leaves = (jump: ts.BreakOrContinueStatement, loop: ts.IterationStatement): boolean => {
  const { label } = jump
  if (label !== undefined) {
    const target = ts.findAncestor(jump, (above) => ts.isLabeledStatement(above) && above.label.text === label.text)
    if (target === undefined || target.pos > loop.pos) return false
    const isOwn = ts.findAncestor(loop, (above) => above.parent === target && !ts.isLabeledStatement(above)) === loop
    return ts.isBreakStatement(jump) || !isOwn
  }
  const target = ts.findAncestor(
    jump.parent,
    (above) => ts.isIterationStatement(above, false) || (ts.isBreakStatement(jump) && ts.isSwitchStatement(above)),
  )
  return ts.isBreakStatement(jump) && target === loop
}

/** Whether what a node does belongs to the last turn of a loop: its block ends with a jump out of it. */
export const isOnWayOut = (node: ts.Node, loop: ts.IterationStatement): boolean => {
  for (let at = node; at !== loop; at = at.parent) {
    const last = ts.isBlock(at) || ts.isCaseOrDefaultClause(at) ? at.statements.at(-1) : undefined
    if (last === undefined || at === loop.statement) continue
    if (ts.isReturnStatement(last) || (ts.isThrowStatement(last) && !isCaughtInside(last, loop))) return true
    if (ts.isBreakOrContinueStatement(last) && leaves(last, loop)) return true
  }
  return false
}
