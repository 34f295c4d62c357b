import type { Cancellation, Outcome } from "@statewright/model"
import { Cancelled } from "@statewright/workflow"

/** What comes of a wait in a cancelled run. */
export const cancelledOf = ({ reason }: Cancellation): Outcome & { readonly ok: false } => {
  const message = reason === undefined ? "The run was cancelled." : `The run was cancelled: ${reason}`
  const error = new Cancelled({ message, ...(reason !== undefined && { reason }) })
  // It was made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${message}`
  return { ok: false, error }
}
