import type { RunStatus, StepStatus, StrandStatus } from "@statewright/model"

import type { Paint } from "../screen/paint.ts"

/** The status of a branch, likewise. */
export const strandStatusText = (status: StrandStatus, paint: Paint): string =>
  status === "detached" ? paint.dim(status) : statusText(status, paint)

/** A status in a word and a colour. */
export const statusText = (status: RunStatus | StepStatus, paint: Paint): string => {
  switch (status) {
    case "completed":
      return paint.green(status)
    case "failed":
      return paint.red(status)
    case "parked":
    case "retrying":
      return paint.yellow(status)
    case "queued":
    case "running":
      return paint.cyan(status)
    case "cancelled":
      return paint.dim(status)
  }
}
