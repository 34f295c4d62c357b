import { StatewrightError } from "@statewright/model"

/** The tags of a run cannot be used; nothing was started. */
export class InvalidTags extends StatewrightError {
  readonly _tag = "InvalidTags"

  constructor(problem: string, cause?: unknown) {
    super({
      code: "RUN-040",
      message: `The tags of the run cannot be used: ${problem}.`,
      hint: 'Write for example { tenant: "acme", amount: 12, express: true }.',
      cause,
    })
  }
}
