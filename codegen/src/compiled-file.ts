import type { Chart } from "@statewright/model"

import type { Project } from "./1-read/read-project.ts"
import type { ts } from "./1-read/syntax.ts"
import type { WorkflowFile, WorkflowSource } from "./1-read/workflow-source.ts"
import type { Diagnostic } from "./diagnostic/diagnostic.ts"
import type { LockedId } from "./lock/lock.ts"
import type { WorkflowEdge } from "./3b-check/workflow-edges.ts"

/** What one workflow file becomes. */
export interface CompiledFile {
  readonly file: WorkflowFile
  /** The text of `X.machine.ts`; empty when there are errors. */
  readonly machine: string
  /** The text of `X.machine.ts.map`. */
  readonly map: string
  readonly charts: readonly Chart[]
  /** The other files of the project that say what its workflows do. */
  readonly uses: readonly ts.SourceFile[]
  /** The programs that the machine module exports. */
  readonly programs: readonly CompiledProgram[]
  readonly diagnostics: readonly Diagnostic[]
}

/** An exported `program(...)`. */
export interface CompiledProgram {
  readonly workflow: WorkflowSource
  readonly exportName: string
  /** The workflows that it starts. */
  readonly edges: readonly WorkflowEdge[]
  /** What the lock is to say of it. */
  readonly ids: readonly LockedId[]
}

/** Analyzes, lowers and prints the workflows of one file. */
export type CompileFile = (file: WorkflowFile, workflows: readonly WorkflowSource[], project: Project) => CompiledFile

/** Where the source map of a machine stands. */
export const mapOf = ({ machineFile }: WorkflowFile): string => `${machineFile}.map`
