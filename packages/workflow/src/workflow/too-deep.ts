import { StatewrightError } from "@statewright/model"

/** A workflow was started as a sub-workflow with more runs above it than it, or the engine, allows. */
export class TooDeep extends StatewrightError {
  readonly _tag = "TooDeep"
  readonly workflow: string
  /** How many runs stand above it. */
  readonly depth: number
  readonly maxDepth: number

  constructor(workflow: string, depth: number, maxDepth: number) {
    super({
      code: "RUN-050",
      message: `Workflow \`${workflow}\` was started with ${depth} runs above it; ${maxDepth} are allowed.`,
      hint: "End the recursion earlier, or allow more: `maxDepth` in the options of the workflow.",
    })
    this.workflow = workflow
    this.depth = depth
    this.maxDepth = maxDepth
  }
}
