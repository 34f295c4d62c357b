import { StatewrightError } from "@statewright/model"

/** There is no dead letter of this id. */
export class LetterNotFound extends StatewrightError {
  readonly _tag = "LetterNotFound"
  readonly letter: number

  constructor(letter: number) {
    super({
      code: "RUN-060",
      message: `There is no dead letter ${letter}.`,
      hint: "It was solved, discarded, or deleted when its time was over; `statewright dlq ls` lists those that there are.",
    })
    this.letter = letter
  }
}
