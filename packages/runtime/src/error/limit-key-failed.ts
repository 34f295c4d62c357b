import { StatewrightError } from "@statewright/model"

/** The `key` of a limit gave none: the step fails, or the run is not started. */
export class LimitKeyFailed extends StatewrightError {
  readonly _tag = "LimitKeyFailed"

  constructor(of: string, problem: string, cause?: unknown) {
    super({
      code: "RUN-041",
      message: `The limits of ${of} cannot be told apart: ${problem}.`,
      hint: "Let `key` answer a text of at most 256 characters for every input.",
      cause,
    })
  }
}
