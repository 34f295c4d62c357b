import { StatewrightError } from "@statewright/model"

/** What the answer of a cached step depends on is not known: the step fails without being tried. */
export class CacheKeyFailed extends StatewrightError {
  readonly _tag = "CacheKeyFailed"
  readonly step: string

  constructor(step: string, problem: string, cause?: unknown) {
    super({
      code: "RUN-055",
      message: `The cache key of step \`${step}\` cannot be used: ${problem}.`,
      hint: "Let `key` in the step's `cache` answer texts, numbers, dates, lists and plain objects of them.",
      cause,
    })
    this.step = step
  }
}
