import type { ts } from "../1-read/syntax.ts"
import type { ChildSource, StepSource } from "../1-read/workflow-source.ts"
import { runCallsOf, stepCallsOf } from "../2-analyze/await-meaning.ts"
import { boundaryForm } from "./boundary-form.ts"
import type { Lowering } from "./lowering.ts"
import { shortHash } from "./short-hash.ts"

/** A step by its name, or another workflow by `workflow <name>`, and the hash of what its callers rely on. */
export type Contract = readonly [callee: string, hash: string]

/**
 * The contracts of the steps and the workflows that a workflow starts, sorted: name, input, output and errors of each.
 * What a step does, and how often it is tried, is none of it.
 */
export const contractsOf = (lowerings: readonly Lowering[]): readonly Contract[] => {
  const contracts = new Map<string, string>()
  for (const { survey } of lowerings) {
    for (const meaning of [...survey.awaits.values(), ...survey.begun.values()]) {
      for (const { step } of stepCallsOf(meaning)) {
        if (!contracts.has(step.name)) contracts.set(step.name, contractOf(step, survey.checker))
      }
      for (const { workflow } of runCallsOf(meaning)) {
        if (workflow === undefined) continue
        const key = `workflow ${workflow.name}`
        if (!contracts.has(key)) contracts.set(key, contractOf(workflow, survey.checker))
      }
    }
  }
  return [...contracts].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

const contractOf = ({ name, call }: StepSource | ChildSource, checker: ts.TypeChecker): string =>
  shortHash([name, boundaryForm(call, checker)])
