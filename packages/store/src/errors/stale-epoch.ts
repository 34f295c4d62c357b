import { StatewrightError } from "@statewright/model"

/** Another process leads now: nothing was written. Stop taking work, abort the steps, stand by. */
export class StaleEpoch extends StatewrightError {
  readonly _tag = "StaleEpoch"
  readonly mine: number
  readonly present: number

  constructor(mine: number, present: number) {
    super({
      code: "STORE-020",
      message: `Another engine leads now: its epoch is ${present}, this one's was ${mine}.`,
      hint: "This engine stands by. If it was frozen or paused for long, that is why.",
    })
    this.mine = mine
    this.present = present
  }
}
