import type { Asker, Construct, WaitFor } from "@statewright/model"

import type { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { Op } from "./op.ts"

/** A way from one state to another; its target is filled in when what follows is known. */
export interface Edge {
  target?: DraftState
  /** The target is a `finally`, which must remember how it was entered. */
  completes?: DraftCompletes
  condition?: string
  /** It leaves a wait, which cannot note how a `finally` is entered. */
  readonly fromWait?: true
}

/** What is noted on the way into a `finally`. */
export interface DraftCompletes {
  readonly record: Variable
  readonly as: string
}

interface DraftBase {
  /** Unique among its siblings; free of clashes, and as the lock has it, only once everything is lowered. */
  key: string
  readonly parent: DraftRegion
  readonly node: ts.Node
}

/** What a segment is given: the outcome of the wait before it, or the error that it catches, or the input. */
export interface Given {
  /** Its type as the generated file writes it. */
  readonly type: GivenType
  /** The binding that takes it; absent while nothing of the author's does. */
  binding?: ts.BindingName
  /** The parameters that take it. */
  parameters?: readonly ts.ParameterDeclaration[]
}

/** The type of what a segment is given. */
export type GivenType =
  /** `isParsed` when the input schema makes something else of what callers pass. */
  | { readonly kind: "input"; readonly isParsed: boolean }
  /** What a helper was called with. */
  | { readonly kind: "arguments"; readonly parameters: readonly ts.ParameterDeclaration[] }
  /** What a callback is called with that is only named. */
  | { readonly kind: "passed"; readonly to: ts.Identifier }
  /** `promised`: not the output, but the promise of it. */
  | { readonly kind: "step"; readonly callee: ts.Expression; readonly promised: boolean }
  | { readonly kind: "join"; readonly callees: readonly ts.Expression[] }
  | { readonly kind: "each"; readonly callee: ts.Expression }
  | { readonly kind: "none"; readonly promised: boolean }
  /** Of the type that an expression of the author's has; `isCopy`: nobody else holds an object of it. */
  | { readonly kind: "typed"; readonly node: ts.Expression; readonly isCopy?: true }
  /** Of a type that codegen has found out. */
  | { readonly kind: "made"; readonly of: ts.Type; readonly at: ts.Expression }
  | { readonly kind: "caught"; readonly any: boolean }

/** What a segment is called after. */
export interface SegmentName {
  /** Its key, but for a number that tells it from its siblings. */
  readonly key: string
  /** Its code, but for a number that tells it from the others of the body. */
  readonly code: string
  readonly node: ts.Node
  /** It follows this state, and so its key and code do. */
  readonly after?: DraftWait | DraftStarted | DraftRegion
}

export interface DraftSegment extends DraftBase {
  readonly kind: "segment"
  readonly name: SegmentName
  /** The name of its code; unique only once everything is lowered. */
  code: string
  readonly ops: Op[]
  readonly exits: Map<string, Edge>
  /** What chooses between them. */
  readonly asks: DraftQuestion[]
  given?: Given
  /** Under which its exit `next` is taken. */
  nextCondition?: string
  /** How far patterns are in a Map or Set, each for some of its statements. */
  readonly cursors: DraftSpan[]
}

/** The statements of a segment in which a pattern takes a Map or Set apart. */
export interface DraftSpan {
  readonly cursor: DraftCursor
  readonly from: number
  /** To the end of the segment when absent. */
  until?: number
}

/** How far a loop or a pattern is in a Map or Set. */
export interface DraftCursor {
  readonly at: Variable
  readonly source: Variable
}

/** A condition of the author's that chooses a branch. */
export interface DraftQuestion {
  readonly by: Asker
  readonly condition: ts.Node
}

export interface DraftWait extends DraftBase {
  readonly kind: "wait"
  /** The key, but for the number that tells it from its equals. */
  readonly name: string
  /** The author wrote the name as its id. */
  readonly isWritten: boolean
  readonly for: WaitFor
  readonly done: Edge
}

/** A point at which something is begun and not awaited. */
export interface DraftStarted extends DraftBase {
  readonly kind: "started"
  /** The key, but for the number that tells it from its equals. */
  readonly name: string
  /** The author wrote the name as its id. */
  readonly isWritten: boolean
  readonly for: WaitFor
  readonly next: Edge
}

export interface DraftRegion extends Omit<DraftBase, "parent"> {
  readonly kind: "region"
  /** The key, but for the number that tells it from its equals. */
  readonly name: string
  readonly parent: DraftRegion | undefined
  readonly construct: Construct
  readonly states: DraftState[]
  caught?: Edge
  /** Of a loop over a Map or Set: what it goes through, and how far it is. */
  cursor?: DraftCursor
}

export interface DraftDispatch extends DraftBase {
  readonly kind: "dispatch"
  readonly record: Variable
  readonly exits: Map<string, Edge>
}

export interface DraftFinal extends DraftBase {
  readonly kind: "final"
  readonly outcome: "returned" | "threw"
}

/** A state while it is being lowered: like the chart's, but its edges point at states instead of naming them. */
export type DraftState = DraftSegment | DraftWait | DraftStarted | DraftRegion | DraftDispatch | DraftFinal
