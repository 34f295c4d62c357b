import { StatewrightError } from "@statewright/model"
import type { RunStatus } from "@statewright/model"

/** A run that does not rest cannot be resumed. */
export class RunNotParked extends StatewrightError {
  readonly _tag = "RunNotParked"
  readonly runId: string
  readonly status: RunStatus

  constructor(runId: string, status: RunStatus) {
    super({
      code: "RUN-006",
      message: `Run ${runId} is ${status}, not parked: there is nothing to resume.`,
      hint: status === "running" || status === "queued" ? "It goes on by itself." : "It has ended; start another one.",
    })
    this.runId = runId
    this.status = status
  }
}
