import { StatewrightError } from "@statewright/model"

/** A `retry` makes no sense. */
export class InvalidRetry extends StatewrightError {
  readonly _tag = "InvalidRetry"
  /** Whose it is: "step `charge`". */
  readonly of: string

  constructor(of: string, problem: string) {
    super({
      code: "DEF-003",
      message: `The retry policy of ${of} cannot be used: ${problem}.`,
      hint: 'Write for example { strategy: "exponential", initialDelay: "1 second", maxDelay: "30 seconds", maxAttempts: 5 }.',
    })
    this.of = of
  }
}
