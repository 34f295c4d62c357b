import { notBuilt } from "../machine/not-built.ts"
import type { Program } from "../machine/program.ts"
import type { Advanced, Circumstances } from "./advanced.ts"

/** A procedure that a run of its own executes, with what it was given where it was begun. */
export interface Entry {
  readonly procedure: string
  readonly args: readonly unknown[]
  readonly captures: Readonly<Record<string, unknown>>
}

/**
 * Begins a run whose body is a procedure of a workflow.
 *
 * @example
 * const { frame, commands } = beginEntry(orderProgram, { procedure: "detach", args: [], captures: { order } }, { now: 0 })
 */
export const beginEntry = (_program: Program, _entry: Entry, _circumstances: Circumstances): Advanced =>
  notBuilt("detach")
