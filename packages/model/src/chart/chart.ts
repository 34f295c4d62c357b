import type { Span } from "./span.ts"
import type { State } from "./state.ts"

/** A compiled workflow as plain data: what the machine module, the picture and the docs are printed from. */
export interface Chart {
  readonly format: 1
  readonly workflow: string
  /** The name under which the author's module exports it. */
  readonly exportName: string
  readonly source: ChartSource
  /** The hash of what the workflow means: not of its formatting or comments. */
  readonly version: string
  /** The body comes first, named `main`; then each helper that suspends. */
  readonly procedures: readonly Procedure[]
  /** The workflows that its end starts, in the author's order; absent where there is none. */
  readonly chains?: readonly ChartChain[]
}

/** A workflow that the end of another one starts. */
export interface ChartChain {
  readonly on: "complete" | "failure" | "cancel"
  readonly workflow: string
  /** The source text of its condition. */
  readonly when?: string
  /** Absent where it stands in another file. */
  readonly span?: Span
}

/** Where a chart was read from. */
export interface ChartSource {
  /** Relative to the project, with `/`. */
  readonly file: string
  /** SHA-256 of the file's text, in hex: says whether the generated files are stale. */
  readonly hash: string
}

/** A function that is run as a statechart. */
export interface Procedure {
  readonly name: string
  readonly span: Span
  /** The locals that live across some wait, in order of declaration. */
  readonly locals: readonly Local[]
  readonly initial: string
  readonly states: readonly State[]
}

/** A local variable that lives across a wait. */
export interface Local {
  readonly name: string
  /** Its type as printed in the generated file. */
  readonly type: string
  readonly span: Span
}
