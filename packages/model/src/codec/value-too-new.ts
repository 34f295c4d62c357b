import { StatewrightError } from "../error/statewright-error.ts"

/** A stored value was written by a newer Statewright. */
export class ValueTooNew extends StatewrightError {
  readonly _tag = "ValueTooNew"

  readonly saved: number
  readonly supported: number

  constructor(saved: number, supported: number) {
    super({
      code: "VAL-003",
      message: `A value was stored in format ${saved}; this build reads up to ${supported}.`,
      hint: "Upgrade Statewright in this process to the version that wrote the database.",
    })
    this.saved = saved
    this.supported = supported
  }
}
