import { StatewrightError } from "../error/statewright-error.ts"

/** A value that is to be kept holds something that cannot be stored. */
export class NotStorable extends StatewrightError {
  readonly _tag = "NotStorable"

  /** Where it is: `output.items[3].callback`. */
  readonly path: string
  /** What it is: `is a function`. */
  readonly reason: string

  constructor(path: string, reason: string, hint: string) {
    super({ code: "VAL-001", message: `\`${shortened(path)}\` ${reason}, which cannot be stored.`, hint })
    this.path = path
    this.reason = reason
  }
}

/** A path through a long list is cut in its middle, so that the message can be read. */
const shortened = (path: string): string => (path.length <= 200 ? path : `${path.slice(0, 96)} ... ${path.slice(-96)}`)
