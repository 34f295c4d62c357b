import { shownValue, StatewrightError } from "@statewright/model"

/** What was given as a length of time is none. */
export class InvalidDuration extends StatewrightError {
  readonly _tag = "InvalidDuration"
  readonly given: unknown

  constructor(given: unknown) {
    super({
      code: "DEF-002",
      message: `${shownValue(given)} is not a duration.`,
      hint: 'Write a number of milliseconds, or "<number> <unit>" with milliseconds, seconds, minutes, hours, days or weeks; not negative, at most 1,000 years.',
    })
    this.given = given
  }
}
