import { ts } from "../1-read/syntax.ts"
import type { DraftSegment, Edge } from "./draft.ts"
import type { Jump, JumpScope } from "./jump-scope.ts"
import { exitOf, type Lowering } from "./lowering.ts"

/** The name of a jump among a segment's exits: `return`, `break`, `continue outer`. */
const jumpLabel = (jump: Jump): string =>
  jump.kind === "return" || jump.label === undefined ? jump.kind : `${jump.kind} ${jump.label}`

/** Leads `edge` to where `jump` ends, or to the innermost `finally` that it passes. */
export const routeJump = (scopes: readonly JumpScope[], jump: Jump, edge: Edge): void => {
  for (const scope of scopes.toReversed()) {
    if (scope.kind === "finally") {
      const as = jumpLabel(jump)
      scope.pending.set(as, jump)
      edge.completes = { record: scope.record, as }
      scope.entries.push(edge)
      return
    }
    if (scope.kind === "function") {
      edge.target = scope.returned
      return
    }
    if (!endsAt(scope, jump)) continue
    const edges = scope.kind === "loop" && jump.kind === "continue" ? scope.continues : scope.breaks
    edges.push(edge)
    return
  }
}

const endsAt = (scope: JumpScope & { readonly labels: readonly string[] }, jump: Jump): boolean => {
  if (jump.kind === "return") return false
  if (jump.label !== undefined) return scope.labels.includes(jump.label)
  return scope.kind === "loop" || (scope.kind === "switch" && jump.kind === "break")
}

/** Makes the exit of `segment` by which a jump in it leaves; answers its label. */
export const leaveBy = (lowering: Lowering, segment: DraftSegment, jump: Jump): string => {
  const label = jumpLabel(jump)
  if (!segment.exits.has(label)) routeJump(lowering.scopes, jump, exitOf(segment, label))
  return label
}

/** The jump that a statement is. */
export const jumpOf = (node: ts.ReturnStatement | ts.BreakOrContinueStatement): Jump => {
  if (ts.isReturnStatement(node)) return { kind: "return" }
  return { kind: ts.isBreakStatement(node) ? "break" : "continue", label: node.label?.text }
}

/** The `return`s, `break`s and `continue`s in a statement that lead out of it. */
export const escapingJumps = (statement: ts.Node): readonly (ts.ReturnStatement | ts.BreakOrContinueStatement)[] => {
  const found: (ts.ReturnStatement | ts.BreakOrContinueStatement)[] = []
  const visit = (node: ts.Node, inside: Inside): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    if (ts.isReturnStatement(node)) found.push(node)
    if (ts.isBreakOrContinueStatement(node) && !staysInside(node, inside)) found.push(node)
    const within = enter(node, inside)
    ts.forEachChild(node, (child) => visit(child, within))
  }
  visit(statement, { loop: false, switch: false, labels: [] })
  return found
}

interface Inside {
  readonly loop: boolean
  readonly switch: boolean
  readonly labels: readonly string[]
}

const enter = (node: ts.Node, inside: Inside): Inside => {
  if (ts.isIterationStatement(node, false)) return { ...inside, loop: true }
  if (ts.isSwitchStatement(node)) return { ...inside, switch: true }
  return ts.isLabeledStatement(node) ? { ...inside, labels: [...inside.labels, node.label.text] } : inside
}

const staysInside = (node: ts.BreakOrContinueStatement, inside: Inside): boolean => {
  if (node.label !== undefined) return inside.labels.includes(node.label.text)
  return inside.loop || (ts.isBreakStatement(node) && inside.switch)
}
