import type { Cancellation, Outcome } from "@statewright/model"
import { Cancelled } from "@statewright/workflow"

/** What comes of a wait in a cancelled run. */
export const cancelledOf = ({ reason }: Cancellation): Outcome & { readonly ok: false } => {
  const message = reason === undefined ? "The run was cancelled." : `The run was cancelled: ${reason}`
  return { ok: false, error: new Cancelled({ message, ...(reason !== undefined && { reason }) }) }
}
