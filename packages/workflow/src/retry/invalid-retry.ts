import { StatewrightError } from "@statewright/model"

/** The `retry` of a step makes no sense. */
export class InvalidRetry extends StatewrightError {
  readonly _tag = "InvalidRetry"
  readonly step: string

  constructor(step: string, problem: string) {
    super({
      code: "DEF-003",
      message: `The retry policy of step \`${step}\` cannot be used: ${problem}.`,
      hint: 'Write for example { strategy: "exponential", initialDelay: "1 second", maxDelay: "30 seconds", maxAttempts: 5 }.',
    })
    this.step = step
  }
}
