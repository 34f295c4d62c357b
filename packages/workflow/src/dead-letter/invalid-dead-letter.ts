import { StatewrightError } from "@statewright/model"

/** The `deadLetter` of a step makes no sense. */
export class InvalidDeadLetter extends StatewrightError {
  readonly _tag = "InvalidDeadLetter"
  readonly step: string

  constructor(step: string, problem: string) {
    super({
      code: "DEF-013",
      message: `The \`deadLetter\` of step \`${step}\` cannot be used: ${problem}.`,
      hint: 'Write true, false, or { unless: ["CardDeclined"] } with tags of errors that the step declares.',
    })
    this.step = step
  }
}
