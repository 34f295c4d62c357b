import type { StepSource } from "../1-read/workflow-source.ts"
import { stepCallsOf } from "../2-analyze/await-meaning.ts"
import { boundaryForm } from "./boundary-form.ts"
import type { Lowering } from "./lowering.ts"
import { shortHash } from "./short-hash.ts"

/** A step by its name, and the hash of what its callers rely on. */
export type Contract = readonly [step: string, hash: string]

/**
 * The contracts of the steps that a workflow starts, sorted by name: name, input, output and errors of each. What a step
 * does, and how often it is tried, is none of it.
 */
export const contractsOf = ({ survey: { awaits, checker } }: Lowering): readonly Contract[] => {
  const steps = new Map<string, StepSource>()
  for (const meaning of awaits.values()) for (const { step } of stepCallsOf(meaning)) steps.set(step.name, step)
  return [...steps]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { call }]) => [name, shortHash([name, boundaryForm(call, checker)])])
}
