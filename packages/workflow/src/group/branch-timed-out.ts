import type { GroupSpec } from "@statewright/model"
import { failureClass } from "../failure/failure-class.ts"
import type { Schema } from "../schema/schema.ts"

/** What is known of a member that took too long. */
interface Late {
  readonly message: string
  /** The name of the branch; of a list, its place from 0. */
  readonly branch: string | number
}

/** `failure` looks for a schema; Statewright alone makes this error, of what fits. */
const Late: Schema<Late> = {
  "~standard": { version: 1, vendor: "statewright", validate: (value) => ({ value: value as Late }) }, // as the class below is typed
}

/**
 * What a member of a group fails with when its `branchTimeout`, `iterationTimeout` or `instanceTimeout` is over; it is
 * withdrawn, and the others go on.
 *
 * @example
 * try {
 *   await fork({ paper: print, mail: send }, { branchTimeout: "1 hour" })
 * } catch (error) {
 *   if (error instanceof BranchTimedOut) await remind(String(error.branch))
 * }
 */
export class BranchTimedOut extends failureClass("BranchTimedOut", Late) {}

/** The error of the member of a group that took too long. */
export const branchTimedOut = ({ word, names }: GroupSpec, at: number): BranchTimedOut => {
  const branch = names?.[at] ?? at
  const shown = typeof branch === "string" ? `\`${branch}\`` : branch
  const error = new BranchTimedOut({ message: `Branch ${shown} of \`${word}\` took too long.`, branch })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${error.message}`
  return error
}
