import { StatewrightError } from "@statewright/model"

/** A stored frame rests in a state, or names a procedure, that this program does not have. */
export class UnknownState extends StatewrightError {
  readonly _tag = "UnknownState"

  readonly workflow: string
  readonly state: string

  constructor(workflow: string, state: string) {
    super({
      code: "RUN-010",
      message: `Workflow \`${workflow}\` has no state \`${state}\`, in which this run rests.`,
      hint: "The run was stored by another version of the workflow: run it with the version that it began with.",
    })
    this.workflow = workflow
    this.state = state
  }
}
