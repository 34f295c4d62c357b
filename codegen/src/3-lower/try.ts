import { ts } from "../1-read/syntax.ts"
import type { DraftDispatch, DraftRegion, Edge } from "./draft.ts"
import { routeJump } from "./jump.ts"
import type { JumpScope } from "./jump-scope.ts"
import {
  addState, closeSegment, enterRegion, goOn, leaveRegion, type Lowering, nameAfter, makeVariable, openSegment,
} from "./lowering.ts" // prettier-ignore
import { variablesOf } from "./bind-to.ts"
import { bindCaught, bindGiven } from "./declaration.ts"
import { lowerStatements } from "./statement.ts"

type FinallyScope = JumpScope & { readonly kind: "finally" }

/**
 * `try`: a region for the block, whose errors go to the `catch`, and one for the `finally`, which is entered with a note of
 * what is to happen when it ends: a fall through, a throw, or a jump.
 */
export const lowerTry = (lowering: Lowering, statement: ts.TryStatement): void => {
  const { tryBlock, catchClause, finallyBlock } = statement
  const edges = closeSegment(lowering, { key: "begin", code: "try", node: tryBlock })
  const region = enterRegion(lowering, "try", "try", statement)
  const scope = finallyBlock === undefined ? undefined : beginFinally(lowering, finallyBlock)
  const block = enterRegion(lowering, "block", "block", tryBlock)
  goOn(lowering, edges, { key: "begin", code: region.name, node: tryBlock })
  lowerStatements(lowering, tryBlock.statements)
  const ends = [...endPart(lowering, block, scope)]
  if (catchClause !== undefined) {
    const caught: Edge = {}
    block.caught = caught
    ends.push(...lowerCatch(lowering, catchClause, { caught, scope }))
  } else if (scope !== undefined) {
    block.caught = enterByThrow(scope)
  }
  if (scope !== undefined && finallyBlock !== undefined) lowerFinally(lowering, finallyBlock, { scope, ends, region })
  else {
    leaveRegion(lowering, region)
    goOn(lowering, ends, nameAfter(region))
  }
}

/** The end of a block or `catch`: the edges that leave it normally. */
const endPart = (lowering: Lowering, region: DraftRegion, scope: FinallyScope | undefined): readonly Edge[] => {
  const { here } = lowering
  // A wait cannot note how the `finally` is entered; a segment behind it can.
  if (scope !== undefined && here.kind === "edges" && here.edges.some(({ fromWait }) => fromWait)) openSegment(lowering)
  const edges = closeSegment(lowering, { key: "end", code: "end", node: region.node })
  leaveRegion(lowering, region)
  if (region.states.length === 0) region.parent?.states.splice(region.parent.states.indexOf(region), 1)
  return edges
}

const lowerCatch = (
  lowering: Lowering,
  clause: ts.CatchClause,
  { caught, scope }: { caught: Edge; scope: FinallyScope | undefined },
): readonly Edge[] => {
  const region = enterRegion(lowering, "catch", "catch", clause)
  goOn(lowering, [caught], { key: "begin", code: region.name, node: clause })
  const name = clause.variableDeclaration?.name
  if (name !== undefined && isUsed(lowering, name)) {
    const { checker } = lowering.survey
    const any =
      clause.variableDeclaration?.type?.getText() === "any" ||
      checker.typeToString(checker.getTypeAtLocation(name)) === "any"
    const given = { type: { kind: "caught", any } } as const
    if (ts.isIdentifier(name) || !lowering.survey.suspends.has(name)) bindGiven(lowering, given, { name })
    else bindCaught(lowering, given, { clause, pattern: name })
  }
  lowerStatements(lowering, clause.block.statements)
  const ends = endPart(lowering, region, scope)
  if (scope !== undefined) region.caught = enterByThrow(scope)
  return ends
}

const isUsed = (lowering: Lowering, name: ts.BindingName): boolean => {
  const variables = variablesOf(lowering, name)
  for (const { variable } of lowering.survey.references.values()) if (variables.includes(variable)) return true
  // A pattern may throw by itself.
  return !ts.isIdentifier(name)
}

const beginFinally = (lowering: Lowering, block: ts.Block): FinallyScope => {
  const nested = lowering.made.filter(({ kind }) => kind === "record").length
  const name = nested === 0 ? "$finally" : `$finally_${nested + 1}`
  const record = makeVariable(lowering, { kind: "record", name, node: block, type: { kind: "text", text: "unknown" } })
  const scope: FinallyScope = { kind: "finally", record, entries: [], pending: new Map() }
  lowering.scopes.push(scope)
  return scope
}

const enterByThrow = ({ record, entries }: FinallyScope): Edge => {
  const edge: Edge = { completes: { record, as: "throw" } }
  entries.push(edge)
  return edge
}

interface FinallyParts {
  readonly scope: FinallyScope
  readonly ends: readonly Edge[]
  readonly region: DraftRegion
}

const lowerFinally = (lowering: Lowering, block: ts.Block, { scope, ends, region }: FinallyParts): void => {
  lowering.scopes.pop()
  for (const edge of ends) edge.completes = { record: scope.record, as: "normal" }
  const inside = enterRegion(lowering, "finally", "finally", block)
  goOn(lowering, [...ends, ...scope.entries], { key: "begin", code: inside.name, node: block })
  lowerStatements(lowering, block.statements)
  const atEnd = closeSegment(lowering, { key: "end", code: "end", node: block })
  if (atEnd.length === 0) {
    leaveRegion(lowering, inside)
    leaveRegion(lowering, region)
    return goOn(lowering, [], nameAfter(region))
  }
  const exits = new Map<string, Edge>()
  const dispatch: DraftDispatch = {
    kind: "dispatch",
    key: "end",
    parent: inside,
    node: block,
    record: scope.record,
    exits,
  }
  addState(lowering, dispatch, atEnd)
  leaveRegion(lowering, inside)
  leaveRegion(lowering, region)
  if (ends.length > 0) exits.set("normal", {})
  for (const [as, jump] of scope.pending) {
    const edge: Edge = {}
    exits.set(as, edge)
    routeJump(lowering.scopes, jump, edge)
  }
  const normal = exits.get("normal")
  goOn(lowering, normal === undefined ? [] : [normal], nameAfter(region))
}
