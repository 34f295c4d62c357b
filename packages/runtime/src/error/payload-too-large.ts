import { StatewrightError } from "@statewright/model"

/** A value is larger than what may be stored of one. */
export class PayloadTooLarge extends StatewrightError {
  readonly _tag = "PayloadTooLarge"
  readonly boundary: string
  /** In bytes. */
  readonly limit: number

  constructor(boundary: string, limit: number) {
    super({
      code: "VAL-011",
      message: `The ${boundary} takes more than ${limit} bytes when it is stored.`,
      hint: "Keep large data where it belongs, in a file or a table, and pass its key.",
    })
    this.boundary = boundary
    this.limit = limit
  }
}
