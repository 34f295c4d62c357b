import { StatewrightError } from "@statewright/model"

/** The same transition, computed twice, gave two results; or a completion that came twice moved the run twice. */
export class TransitionsDiffer extends StatewrightError {
  readonly _tag = "TransitionsDiffer"
  constructor(what: string) {
    super({
      code: "TEST-002",
      message: `What follows from ${what} is not the same when it is computed twice.`,
      hint: "Something between two waits depends on more than its locals: time, randomness, or a variable outside.",
    })
  }
}
