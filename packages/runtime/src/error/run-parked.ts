import { shellWord, StatewrightError } from "@statewright/model"

/** A run rests until somebody removes what stops it. */
export class RunParked extends StatewrightError {
  readonly _tag = "RunParked"
  readonly runId: string

  constructor(runId: string, reason: string) {
    super({
      code: "RUN-003",
      message: `Run ${runId} is parked: ${reason}`,
      hint: `It goes on once that is mended and an engine starts, or with: statewright runs resume ${shellWord(runId)}`,
    })
    this.runId = runId
  }
}
