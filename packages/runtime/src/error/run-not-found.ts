import { StatewrightError } from "@statewright/model"

/** There is no run of this id. */
export class RunNotFound extends StatewrightError {
  readonly _tag = "RunNotFound"
  readonly runId: string

  constructor(runId: string, hint = "List runs with `statewright runs ls`.") {
    super({
      code: "RUN-001",
      message: `There is no run ${runId.length <= longest ? runId : `${runId.slice(0, longest)}...`}.`,
      hint,
    })
    this.runId = runId
  }
}

/** No run has a longer id. */
const longest = 255
