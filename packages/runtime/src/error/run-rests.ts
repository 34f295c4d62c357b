import { StatewrightError } from "@statewright/model"

/** A parked run cannot clean up, so it is not cancelled without force. */
export class RunRests extends StatewrightError {
  readonly _tag = "RunRests"
  readonly runId: string

  constructor(runId: string) {
    super({
      code: "RUN-009",
      message: `Run ${runId} is parked: nothing of it can clean up.`,
      hint: "Remove what stops it and resume it first, or cancel it by force: it then ends without cleaning up.",
    })
    this.runId = runId
  }
}
