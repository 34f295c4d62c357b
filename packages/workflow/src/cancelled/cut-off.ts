import type { Cancellation } from "@statewright/model"
import { Cancelled } from "./cancelled.ts"

/** Why the losers of a group are cut. */
export const lost: Cancellation = { reason: "the others have decided" }

/** Why a member of a group is cut that took too long. */
export const late: Cancellation = { reason: "it took too long" }

/** What is thrown into a part of a run that goes no further, while the run goes on. */
export const cutOff = ({ reason }: Cancellation): Cancelled => {
  const message = `This part of the run was cancelled${reason === undefined ? "." : `: ${reason}`}`
  const error = new Cancelled({ message, ...(reason !== undefined && { reason }) })
  // It is made here and thrown nowhere: a stack would tell an author of lines of ours.
  error.stack = `${error.name}: ${message}`
  return error
}
