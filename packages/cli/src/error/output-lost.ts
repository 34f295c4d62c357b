import { StatewrightError } from "@statewright/model"

import { whyNot } from "./file-unusable.ts"

/** What was asked for could not be written to stdout. */
export class OutputLost extends StatewrightError {
  readonly _tag = "OutputLost"

  constructor(cause: unknown) {
    super({
      code: "CLI-014",
      message: `What was asked for could not be written to stdout: ${whyNot(cause)}.`,
      hint: "What the command did is done; type it again with another place for its output.",
      cause,
    })
  }
}
