import { StatewrightError } from "@statewright/model"

/** The run of a dead letter cannot go on where it failed; nothing was changed. */
export class LetterNotResumable extends StatewrightError {
  readonly _tag = "LetterNotResumable"
  readonly letter: number
  /** Why not. */
  readonly reason: string

  constructor(letter: number, reason: string) {
    super({
      code: "RUN-062",
      message: `The run of dead letter ${letter} cannot be resumed: ${reason}.`,
      hint: `Replay it: \`statewright dlq replay ${letter}\` starts a new run with the same input.`,
    })
    this.letter = letter
    this.reason = reason
  }
}
