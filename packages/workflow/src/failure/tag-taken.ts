import { StatewrightError } from "@statewright/model"

/** A failure was given the tag of one of Statewright's own errors. */
export class TagTaken extends StatewrightError {
  readonly _tag = "TagTaken"
  readonly tag: string

  constructor(tag: string) {
    super({
      code: "DEF-009",
      message: `\`${tag}\` cannot be the tag of a failure: Statewright's own error has it.`,
      hint: "Give it another tag: errors are told apart by their tags, also after storage.",
    })
    this.tag = tag
  }
}
