import { StatewrightError } from "@statewright/model"

/** A run id that cannot be one. */
export class InvalidRunId extends StatewrightError {
  readonly _tag = "InvalidRunId"

  constructor(reason: string) {
    super({
      code: "RUN-004",
      message: `This run id cannot be used: ${reason}.`,
      hint: "A run id is a text of 1 to 255 characters without control characters.",
    })
  }
}
