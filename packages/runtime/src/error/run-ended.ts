import { type RunStatus, StatewrightError } from "@statewright/model"

/** A run that has ended cannot be cancelled. */
export class RunEnded extends StatewrightError {
  readonly _tag = "RunEnded"
  readonly runId: string
  readonly status: RunStatus

  constructor(runId: string, status: RunStatus) {
    super({
      code: "RUN-008",
      message: `Run ${runId} is ${status} already: there is nothing to cancel.`,
      hint: `See how it ended: statewright runs show ${runId}`,
    })
    this.runId = runId
    this.status = status
  }
}
