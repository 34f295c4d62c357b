import { StatewrightError } from "@statewright/model"

/** The same transition, computed twice, gave two results; or a completion that came twice moved the run twice. */
export class TransitionsDiffer extends StatewrightError {
  readonly _tag = "TransitionsDiffer"
  readonly wait: string

  constructor(wait: string) {
    super({
      code: "TEST-002",
      message: `What follows from the outcome of ${wait} is not the same when it is computed twice.`,
      hint: "Something between two waits depends on more than its locals: time, randomness, or a variable outside.",
    })
    this.wait = wait
  }
}
