import { StatewrightError } from "@statewright/model"

/** A dead letter of which no new run can be made; nothing was changed. */
export class LetterNotReplayable extends StatewrightError {
  readonly _tag = "LetterNotReplayable"
  readonly letter: number
  /** Why not. */
  readonly reason: string

  constructor(letter: number, reason: string) {
    super({
      code: "RUN-063",
      message: `Dead letter ${letter} cannot be replayed: ${reason}.`,
      hint: "Replay the dead letter of the run that it is a part of, or discard this one.",
    })
    this.letter = letter
    this.reason = reason
  }
}
