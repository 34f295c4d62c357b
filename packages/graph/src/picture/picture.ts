import type { ChartChain, Construct, JoinPolicy, Span, StatePath } from "@statewright/model"

/** What a chart looks like once the code that nobody needs to see is folded into the arrows: plain data, no sizes. */
export interface Picture {
  readonly workflow: string
  /** The source file, relative to the project. */
  readonly file: string
  readonly version: string
  /** The body first, then each helper that suspends. */
  readonly procedures: readonly ProcedurePicture[]
}

/** The picture of one procedure. */
export interface ProcedurePicture {
  readonly name: string
  readonly title: string
  readonly span: Span
  /** Outermost nodes in source order; regions hold theirs. */
  readonly nodes: readonly PictureNode[]
  /** Every arrow of the procedure, whichever regions it crosses. */
  readonly edges: readonly PictureEdge[]
}

interface NodeBase {
  /** Unique in the picture: `main.for_i.square`. */
  readonly id: string
  readonly procedure: string
}

/** What a node that stands for a state of the chart says of it. */
interface StateNode extends NodeBase {
  /** The state of the chart, for whoever lays a run over the picture. */
  readonly path: StatePath
  readonly span: Span
  /** What the author wrote. */
  readonly label: string
  /** It is begun here and awaited later. */
  readonly begun?: boolean
}

/** Where a procedure begins. */
export interface StartNode extends NodeBase {
  readonly kind: "start"
  /** It begins a branch, and not the run or a helper. */
  readonly ofBranch?: boolean
}

/** A durable call of one step. */
export interface StepNode extends StateNode {
  readonly kind: "step"
  readonly wait: string
  readonly step: string
}

/** A durable pause. */
export interface SleepNode extends StateNode {
  readonly kind: "sleep"
  readonly wait: string
}

/** A wait for something that somebody sends. */
export interface EventNode extends StateNode {
  readonly kind: "event"
  readonly wait: string
  readonly event: string
  /** What it waits for, and how long. */
  readonly text: string
}

/** Steps that run side by side until all have ended. */
export interface JoinNode extends StateNode {
  readonly kind: "join"
  readonly wait: string
  /** `promise` waits for one that was begun before; `many` only begins one for each item. */
  readonly policy: JoinPolicy | "promise" | "many"
  /** The names of the steps, one lane each. */
  readonly lanes: readonly string[]
}

/** Branches that run side by side, or a body that runs apart from what stands around it. */
export interface GroupNode extends StateNode {
  readonly kind: "group"
  readonly wait: string
  /** What it is: `fork`, `forEach lines`, `mutex "desk"`. */
  readonly title: string
  /** How many of them are needed, what becomes of the others, how many run at once, how long each may take. */
  readonly notes: readonly string[]
  /** It is a run of its own, which this one does not wait for. */
  readonly apart?: boolean
  /** The procedure whose nodes the children are; else they are lanes. */
  readonly hosts?: string
  readonly children: readonly PictureNode[]
}

/** What a lane without nodes of its own begins. */
export type LaneIs = "step" | "sleep" | "event" | "child" | "call"

/** One branch of a group. */
export interface LaneNode extends NodeBase {
  readonly kind: "lane"
  readonly name: string
  readonly is: LaneIs
  /** The name of the step, the event, the workflow or the helper; empty for a sleep. */
  readonly what: string
  /** The procedure whose nodes the children are: one that nobody else calls. */
  readonly hosts?: string
  readonly children: readonly PictureNode[]
}

/** A run of another workflow. */
export interface ChildNode extends StateNode {
  readonly kind: "child"
  readonly wait: string
  readonly workflow: string
  /** Nobody waits for its end. */
  readonly apart?: boolean
  /** How long it may take. */
  readonly timeout?: string
}

/** A pool, barrier or scope: where it is made, and what is asked of it. */
export interface HandleNode extends StateNode {
  readonly kind: "handle"
  readonly wait: string
  /** In words: `pool`, `arrives at a barrier`. */
  readonly text: string
}

/** The end of a run that was cancelled; shown where it starts other runs. */
export interface CancelledNode extends NodeBase {
  readonly kind: "cancelled"
}

/** A workflow of which the end of this one starts a run. */
export interface ChainNode extends NodeBase {
  readonly kind: "chain"
  readonly chain: ChartChain
}

/** A call of a helper that suspends; its own picture is the procedure's. */
export interface CallNode extends StateNode {
  readonly kind: "call"
  readonly wait: string
  readonly calls: string
}

/** A place where the author's code chooses. */
export interface DecisionNode extends StateNode {
  readonly kind: "decision"
  /** The condition, or what the author wrote where there are several. */
  readonly text: string
}

/** Author code that is shown because its region would be empty without it, or because it only throws. */
export interface CodeNode extends StateNode {
  readonly kind: "code"
  readonly text: string
}

/** The end of a `finally`, which goes on to wherever the way in was headed. */
export interface DispatchNode extends StateNode {
  readonly kind: "dispatch"
}

/** The end of a procedure. */
export interface EndNode extends StateNode {
  readonly kind: "end"
  readonly outcome: "returned" | "threw"
  /** It starts other runs. */
  readonly chained?: boolean
  /** It ends a branch, and not the run or a helper. */
  readonly ofBranch?: boolean
}

/** A construct of the author's with what stands in it. */
export interface RegionNode extends StateNode {
  readonly kind: "region"
  readonly construct: Construct
  readonly title: string
  readonly children: readonly PictureNode[]
}

/** A node of a picture. */
export type PictureNode =
  | StartNode
  | StepNode
  | SleepNode
  | EventNode
  | JoinNode
  | GroupNode
  | LaneNode
  | ChildNode
  | HandleNode
  | CallNode
  | DecisionNode
  | CodeNode
  | DispatchNode
  | EndNode
  | CancelledNode
  | ChainNode
  | RegionNode

/** `back` goes round a loop once more; `error` is taken by an error and by nothing else; `chain` leads to another run. */
export type EdgeKind = "flow" | "back" | "error" | "chain"

/** An arrow. */
export interface PictureEdge {
  readonly id: string
  readonly kind: EdgeKind
  readonly from: string
  readonly to: string
  /** Empty for a plain arrow. */
  readonly label: string
  /** The segments that were folded into the arrow, in the order in which they run. */
  readonly through: readonly FoldedSegment[]
}

/** A segment that is part of an arrow. */
export interface FoldedSegment {
  readonly path: StatePath
  readonly label: string
  readonly span: Span
}
