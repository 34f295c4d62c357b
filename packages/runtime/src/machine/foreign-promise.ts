import { StatewrightError } from "@statewright/model"

/** A workflow awaited a promise that nothing in its run has made, in code whose types do not show it. */
export class ForeignPromise extends StatewrightError {
  readonly _tag = "ForeignPromise"
  readonly workflow: string

  constructor(workflow: string, wait: string) {
    super({
      code: "RUN-021",
      message: `Workflow \`${workflow}\` awaits a promise of its own process at \`${wait}\`.`,
      hint: "Let a step do the asynchronous work, and await the step.",
    })
    this.workflow = workflow
  }
}
