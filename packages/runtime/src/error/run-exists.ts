import { StatewrightError } from "@statewright/model"

/** A run of this id exists, and it is not the one that was asked for. */
export class RunExists extends StatewrightError {
  readonly _tag = "RunExists"
  readonly runId: string

  constructor(runId: string, difference: string) {
    super({
      code: "RUN-002",
      message: `There is a run ${runId} already, with ${difference}.`,
      hint: "Choose another id. Starting a run again under its own id and input answers that run.",
    })
    this.runId = runId
  }
}
