import { StatewrightError } from "@statewright/model"

/** There is no circuit breaker with this key. */
export class BreakerNotFound extends StatewrightError {
  readonly _tag = "BreakerNotFound"
  readonly key: string

  constructor(key: string) {
    super({
      code: "ENG-006",
      message: `There is no circuit breaker \`${key}\`.`,
      hint: "`statewright breakers ls` lists those that there are; one that a step has is there once an engine has led.",
    })
    this.key = key
  }
}
