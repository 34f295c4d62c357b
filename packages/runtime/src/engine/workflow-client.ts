import type { FailureOf, InputOf, OutputOf } from "@statewright/workflow"
import type { AnyWorkflow, Program, Registry } from "../machine/program.ts"
import type { Run } from "./run.ts"

/** Starts and finds the runs of one workflow. */
export interface WorkflowClient<Definition extends AnyWorkflow> {
  /**
   * Starts a run, and answers once it and its first steps are stored. An id that is taken answers the run that has it,
   * if workflow and input are the same. Rejects with `ValidationFailed`, `RunExists`, `InvalidRunId`.
   */
  start(input: InputOf<Definition>, options?: StartOptions): Promise<Run<OutputOf<Definition>, FailureOf<Definition>>>
  /** A handle on a run of this workflow. Rejects with `RunNotFound`. */
  get(id: string): Promise<Run<OutputOf<Definition>, FailureOf<Definition>>>
}

/** What can be said at a start. */
export interface StartOptions {
  /** The run's id: makes a start safe to repeat. A new one is made if it is left out. */
  readonly id?: string
}

/** A client for each workflow of a registry, under the name that it is exported by. */
export type WorkflowClients<Programs extends Registry> = {
  readonly [Name in keyof Programs]: Programs[Name] extends Program<infer Definition>
    ? WorkflowClient<Definition>
    : never
}
