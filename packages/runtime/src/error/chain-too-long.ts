import { StatewrightError } from "@statewright/model"

/** A run was not started behind another: too many were started so, one behind the other. */
export class ChainTooLong extends StatewrightError {
  readonly _tag = "ChainTooLong"
  readonly workflow: string
  readonly most: number

  constructor(workflow: string, most: number) {
    super({
      code: "RUN-052",
      message: `Workflow \`${workflow}\` was not started: ${most} runs stand above it already, one behind the other.`,
      hint: "End the chain by a condition (`when`), or allow longer ones: `maxChainLength` of `createEngine`.",
    })
    this.workflow = workflow
    this.most = most
  }
}
