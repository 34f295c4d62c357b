import { StatewrightError } from "@statewright/model"

/** Compiled workflow code asked for the time or for a random value outside of a transition. */
export class NotInTransition extends StatewrightError {
  readonly _tag = "NotInTransition"

  constructor(what: string) {
    super({
      code: "RUN-031",
      message: `Compiled workflow code asked for ${what} when no run was being moved, so there is none to record it for.`,
      hint: "Do not hand a function that asks for it to code that calls it later; hand over the value.",
    })
  }
}
