import type { Span } from "@statewright/model"

import type { ts } from "./syntax.ts"

/** A file that the project's globs name. */
export interface WorkflowFile {
  /** Relative to the project, with `/`. */
  readonly path: string
  /** SHA-256 of its text, in hex. */
  readonly hash: string
  readonly sourceFile: ts.SourceFile
  /** The machine module that is generated from it, absolute, with `/`. */
  readonly machineFile: string
  /** The chart that is generated from it, absolute, with `/`. */
  readonly chartFile: string
}

/** An exported `workflow("name", options, body)`. */
export interface WorkflowSource {
  readonly file: WorkflowFile
  /** The name under which its module exports it. */
  readonly exportName: string
  /** The name that the author gave it. */
  readonly name: string
  readonly call: ts.CallExpression
  readonly body: ts.ArrowFunction | ts.FunctionExpression
  /** The whole declaration. */
  readonly span: Span
}

/** A module-level `step("name", options)`. */
export interface StepSource {
  /** The name that the author gave it. */
  readonly name: string
  /** The name under which its module exports it; `undefined` when it does not. */
  readonly exportName: string | undefined
  readonly declaration: ts.VariableDeclaration
  readonly call: ts.CallExpression
}

/** A workflow as one names it that calls it, or chains it: wherever it is declared. */
export interface ChildSource {
  /** The name that the author gave it. */
  readonly name: string
  /** The name under which its module exports it; `undefined` when it does not. */
  readonly exportName: string | undefined
  readonly declaration: ts.VariableDeclaration
  readonly call: ts.CallExpression
}
