import { StatewrightError } from "@statewright/model"

/** The registry has no workflow of this name. */
export class WorkflowNotFound extends StatewrightError {
  readonly _tag = "WorkflowNotFound"
  readonly workflow: string

  constructor(workflow: string, known: readonly string[]) {
    super({
      code: "RUN-005",
      message: `There is no workflow \`${workflow}\`.`,
      hint:
        known.length === 0 ? "The registry is empty: run `statewright codegen`." : `There are: ${known.join(", ")}.`,
    })
    this.workflow = workflow
  }
}
