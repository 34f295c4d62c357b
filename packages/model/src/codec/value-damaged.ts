import { StatewrightError } from "../error/statewright-error.ts"

/** A stored text is not what the codec writes. */
export class ValueDamaged extends StatewrightError {
  readonly _tag = "ValueDamaged"

  readonly reason: string

  constructor(reason: string, cause?: unknown) {
    super({
      code: "VAL-002",
      message: `A stored value is damaged: ${reason}.`,
      hint: "Restore the database from a backup; what was stored here cannot be read.",
      cause,
    })
    this.reason = reason
  }
}

/** For a reader that finds something that no writer wrote. */
export const damaged = (reason: string): never => {
  throw new ValueDamaged(reason)
}
