import { StatewrightError } from "@statewright/model"

/** A call was given what it does not take. Nothing was changed. */
export class InvalidOption extends StatewrightError {
  readonly _tag = "InvalidOption"
  /** The call or the option that takes it: `createEngine`. */
  readonly of: string

  constructor(of: string, problem: string, hint: string) {
    super({ code: "DEF-006", message: `\`${of}\` cannot take this: ${problem}.`, hint })
    this.of = of
  }
}
