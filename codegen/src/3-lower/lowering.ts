import type { Construct } from "@statewright/model"

import { placeOf } from "../1-read/place-of.ts"
import type { ts } from "../1-read/syntax.ts"
import type { Survey } from "../2-analyze/survey.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type {
  DraftCursor,
  DraftRegion,
  DraftSegment,
  DraftStarted,
  DraftState,
  DraftWait,
  Edge,
  Given,
  SegmentName,
} from "./draft.ts"
import type { JumpScope } from "./jump-scope.ts"
import type { ProcedurePlan, ProcedurePlans } from "./procedure-plan.ts"
import type { Op, Replacement } from "./op.ts"

/** Where control is: in a segment that is still open, or on edges that lead nowhere yet (none: never reached). */
export type Here =
  | { readonly kind: "open"; readonly segment: DraftSegment }
  | { readonly kind: "edges"; readonly edges: readonly Edge[]; readonly name: SegmentName }

/** The state of a body's lowering. */
export interface Lowering {
  readonly survey: Survey
  /** Of the whole workflow; `plan` is the procedure that is lowered. */
  readonly plans: ProcedurePlans
  readonly plan: ProcedurePlan
  readonly root: DraftRegion
  region: DraftRegion
  here: Here
  /** What jumps pass on their way out, outermost first. */
  readonly scopes: JumpScope[]
  /** Of the patterns that take a Map or Set apart. */
  readonly cursors: DraftCursor[]
  readonly segments: DraftSegment[]
  /** Nodes that were evaluated in an earlier segment or statement. */
  readonly replacements: Map<ts.Node, Replacement>
  /** The label that a `return`, `break` or `continue` leaves its segment by. */
  readonly jumps: Map<ts.Node, string>
  /** Variables that codegen made up. */
  readonly made: Variable[]
  /** The type of each temporary: of these nodes, taken together. */
  readonly madeTypes: Map<Variable, MadeType>
  /** Comments for the next op. */
  pending: { leading: readonly string[]; blankBefore: boolean }
  readonly diagnostics: Diagnostic[]
}

/** The type of a variable that codegen made up. */
export type MadeType =
  /** Of any of the nodes. */
  | { readonly kind: "nodes"; readonly nodes: readonly ts.Expression[] }
  | { readonly kind: "text"; readonly text: string }
  /** Of any of the types, or an array of these. */
  | { readonly kind: "types"; readonly types: readonly ts.Type[]; readonly isList: boolean }

/** Whether the statement at hand can be reached at all. */
export const isReachable = ({ here }: Lowering): boolean => here.kind === "open" || here.edges.length > 0

/** The segment that is being written; a new one if none is open. */
export const openSegment = (lowering: Lowering): DraftSegment => {
  const { here, region } = lowering
  if (here.kind === "open") return here.segment
  const { name, edges } = here
  const segment: DraftSegment = {
    kind: "segment",
    name,
    key: name.key,
    code: name.code,
    parent: region,
    node: name.node,
    ops: [],
    exits: new Map(),
    asks: [],
    cursors: lowering.cursors.map((cursor) => ({ cursor, from: 0 })),
  }
  region.states.push(segment)
  lowering.segments.push(segment)
  for (const edge of edges) edge.target = segment
  lowering.here = { kind: "open", segment }
  return segment
}

/** Opens the segment after a wait or at the top of a `catch`, which is given a value. */
export const openGiven = (lowering: Lowering, given: Given): DraftSegment => {
  const segment = openSegment(lowering)
  segment.given = given
  return segment
}

/** Writes one statement into the open segment. */
export const emit = (lowering: Lowering, op: Op): void => {
  const { leading, blankBefore } = lowering.pending
  lowering.pending = { leading: [], blankBefore: false }
  openSegment(lowering).ops.push({ ...op, leading: [...leading, ...(op.leading ?? [])], blankBefore })
}

/** Leaves the open segment by its end; what follows it is named `name`, should it need a segment. */
export const closeSegment = (lowering: Lowering, name: SegmentName): readonly Edge[] => {
  const { here } = lowering
  const edges = here.kind === "open" ? [exitOf(here.segment, "next")] : here.edges
  lowering.here = { kind: "edges", edges, name }
  return edges
}

/** The edge by which a segment leaves with a label. */
export const exitOf = (segment: DraftSegment, label: string): Edge => {
  const known = segment.exits.get(label)
  if (known !== undefined) return known
  const edge: Edge = {}
  segment.exits.set(label, edge)
  return edge
}

/** Goes on from `edges`. */
export const goOn = (lowering: Lowering, edges: readonly Edge[], name: SegmentName): void => {
  lowering.here = { kind: "edges", edges, name }
}

/** Begins a compound state; what is lowered until `leaveRegion` stands in it. */
export const enterRegion = (lowering: Lowering, construct: Construct, key: string, node: ts.Node): DraftRegion => {
  const parent = lowering.region
  const region: DraftRegion = {
    kind: "region",
    key,
    name: key,
    parent,
    node,
    construct,
    states: [],
  }
  parent.states.push(region)
  lowering.region = region
  return region
}

export const leaveRegion = (lowering: Lowering, region: DraftRegion): void => {
  if (region.parent !== undefined) lowering.region = region.parent
}

/** Adds a state to the region at hand, and leads `edges` to it. */
export const addState = <State extends DraftState>(lowering: Lowering, state: State, edges: readonly Edge[]): State => {
  lowering.region.states.push(state)
  for (const edge of edges) edge.target = state
  return state
}

/** A local that the author did not write. */
export interface Made {
  readonly kind: "temporary" | "cursor" | "record"
  readonly name: string
  /** What it is made for. */
  readonly node: ts.Node
  readonly type: MadeType
}

/** Makes a local. */
export const makeVariable = (lowering: Lowering, { kind, name, node, type }: Made): Variable => {
  const variable: Variable = { name, kind, declaration: node, reassigned: true, captured: false }
  lowering.made.push(variable)
  lowering.madeTypes.set(variable, type)
  return variable
}

/** Refuses a construct that is not supported. */
export const refuse = (lowering: Lowering, node: ts.Node, construct: string, remedy: string): void => {
  lowering.diagnostics.push(diagnostic("SW2001", placeOf(node), { construct, remedy }))
}

/** What follows a state: `afterSquare` behind `square`. */
export const nameAfter = (state: DraftWait | DraftStarted | DraftRegion, node: ts.Node = state.node): SegmentName => ({
  key: after(state.name),
  code: after(state.name),
  node,
  after: state,
})

/** `afterSquare` behind `square`. */
export const after = (key: string): string => `after${key.charAt(0).toUpperCase()}${key.slice(1)}`
