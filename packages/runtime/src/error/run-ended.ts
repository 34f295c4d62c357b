import { type RunStatus, StatewrightError } from "@statewright/model"

/** A run that has ended cannot be cancelled, and takes no event. */
export class RunEnded extends StatewrightError {
  readonly _tag = "RunEnded"
  readonly runId: string
  readonly status: RunStatus

  constructor(runId: string, status: RunStatus, consequence = "there is nothing to cancel") {
    super({
      code: "RUN-008",
      message: `Run ${runId} is ${status} already: ${consequence}.`,
      hint: `See how it ended: statewright runs show ${runId}`,
    })
    this.runId = runId
    this.status = status
  }
}
