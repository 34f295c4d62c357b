import { StatewrightError } from "@statewright/model"

/** A declared error cannot be made of what its schema gives. */
export class InvalidFailure extends StatewrightError {
  readonly _tag = "InvalidFailure"
  readonly tag: string

  constructor(tag: string, problem: string) {
    super({
      code: "DEF-004",
      message: `The failure \`${tag}\` ${problem}.`,
      hint: "Give it a synchronous schema of an object whose fields have other names.",
    })
    this.tag = tag
  }
}
