import { StatewrightError } from "@statewright/model"

/** Two steps share the key of a circuit breaker, and say different things of it. Nothing was opened. */
export class BreakerConflict extends StatewrightError {
  readonly _tag = "BreakerConflict"
  readonly key: string
  readonly steps: readonly [string, string]

  constructor(key: string, one: string, other: string) {
    const both = one === other ? `two steps \`${one}\`` : `the steps \`${one}\` and \`${other}\``
    super({
      code: "ENG-003",
      message: `The circuit breaker \`${key}\` has different settings in ${both}.`,
      hint: `Make it once, const shared = breaker("${key}", { ... }), and give it to both; or give one of them another \`key\`.`,
    })
    this.key = key
    this.steps = [one, other]
  }
}
