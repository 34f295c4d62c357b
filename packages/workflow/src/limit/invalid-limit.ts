import { StatewrightError } from "@statewright/model"

/** The `concurrency` or `rate` of a step or of a workflow makes no sense. */
export class InvalidLimit extends StatewrightError {
  readonly _tag = "InvalidLimit"

  constructor(of: string, problem: string) {
    super({
      code: "DEF-007",
      message: `The limits of ${of} cannot be used: ${problem}.`,
      hint: 'Write for example concurrency: { limit: 5, key: ({ tenant }) => tenant }, or rate: { limit: 10, per: "1 second" }.',
    })
  }
}
