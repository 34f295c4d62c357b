import type { StepRow } from "@statewright/store"
import type { ValidationIssue } from "@statewright/workflow"
import { isDamage, readStored } from "./read-stored.ts"

/** What a validation found that only warns, for whoever looks at its run; what cannot be read is said in its place. */
export const storedWarnings = ({ warnings, waitId }: StepRow): readonly ValidationIssue[] | undefined => {
  if (warnings === null) return undefined
  try {
    // What `prepareStep` wrote.
    return readStored(warnings, `the warnings of ${waitId}`) as readonly ValidationIssue[]
  } catch (error) {
    if (isDamage(error)) return [{ path: "", message: error.message }]
    throw error
  }
}
