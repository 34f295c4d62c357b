import { StatewrightError } from "@statewright/model"

/** A value is larger than what may be stored of one. */
export class PayloadTooLarge extends StatewrightError {
  readonly _tag = "PayloadTooLarge"
  readonly boundary: string
  readonly bytes: number
  readonly limit: number

  constructor(boundary: string, bytes: number, limit: number) {
    super({
      code: "VAL-011",
      message: `The ${boundary} takes ${bytes} bytes when it is stored; at most ${limit} are allowed.`,
      hint: "Keep large data where it belongs, in a file or a table, and pass its key.",
    })
    this.boundary = boundary
    this.bytes = bytes
    this.limit = limit
  }
}
