import { StatewrightError } from "@statewright/model"

/** A machine goes from state to state and comes to no wait. */
export class NeverRests extends StatewrightError {
  readonly _tag = "NeverRests"

  readonly workflow: string

  constructor(workflow: string, moves: number) {
    super({
      code: "RUN-025",
      message: `Workflow \`${workflow}\` went through ${moves} states and came to no wait.`,
      hint: "Let its loop end, or wait in each turn; what takes so many turns without a wait belongs into a step.",
    })
    this.workflow = workflow
  }
}
