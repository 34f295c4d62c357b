import { StatewrightError } from "@statewright/model"

/** The options of a circuit breaker make no sense. */
export class InvalidBreaker extends StatewrightError {
  readonly _tag = "InvalidBreaker"
  /** The step, or the shared breaker. */
  readonly of: string

  constructor(of: string, problem: string) {
    super({
      code: "DEF-011",
      message: `The circuit breaker of ${of} cannot be used: ${problem}.`,
      hint: 'Write for example { failureThreshold: 5, openFor: "1 minute" }, or { failureRateThreshold: 0.5, window: "1 minute", minimumCalls: 20, openFor: "1 minute" }.',
    })
    this.of = of
  }
}
