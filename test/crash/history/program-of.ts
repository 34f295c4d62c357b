import type { AnyStep, Program } from "@statewright/runtime/machine"
import { workflows } from "../generated/index.ts"

/** The program of a workflow of the harness. */
export const programOf = (name: string): Program => {
  const program = Object.values(workflows as Record<string, Program>).find(
    ({ workflow }) => workflow.definition.name === name,
  )
  if (program === undefined) throw new Error(`There is no workflow ${name} here.`)
  return program
}

/** What its author says of a step of it. */
export const stepOf = (workflow: string, step: string): AnyStep["definition"] | undefined =>
  programOf(workflow).steps[step]?.definition
