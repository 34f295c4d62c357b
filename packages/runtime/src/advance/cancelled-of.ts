import type { Cancellation, Frame, Outcome } from "@statewright/model"
import { Cancelled, cutOff } from "@statewright/workflow"

/** What comes of a wait in a cancelled run. */
export const cancelledOf = ({ reason }: Cancellation): Outcome & { readonly ok: false } => {
  const message = reason === undefined ? "The run was cancelled." : `The run was cancelled: ${reason}`
  const error = new Cancelled({ message, ...(reason !== undefined && { reason }) })
  // It was made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${message}`
  return { ok: false, error }
}

/** What comes of a wait in what was cut: in a part of a run, or with the run. */
export const struckBy = ({ cancelled = {} }: Frame, why: Cancellation | true): Outcome & { readonly ok: false } =>
  why === true ? cancelledOf(cancelled) : { ok: false, error: cutOff(why) }
