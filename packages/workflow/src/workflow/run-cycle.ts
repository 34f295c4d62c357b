import { StatewrightError } from "@statewright/model"

/** A workflow was started as a sub-workflow of itself, and does not say how deep that may go. */
export class RunCycle extends StatewrightError {
  readonly _tag = "RunCycle"
  readonly workflow: string
  /** The workflows from the run that all of them come from down to this one. */
  readonly path: readonly string[]

  constructor(workflow: string, path: readonly string[]) {
    super({
      code: "RUN-051",
      message: `Workflow \`${workflow}\` became a sub-workflow of itself: ${path.join(" -> ")}.`,
      hint: "If that is meant, write in its options how many runs may stand above it: `maxDepth: 10`.",
    })
    this.workflow = workflow
    this.path = path
  }
}
