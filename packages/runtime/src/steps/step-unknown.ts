import { StatewrightError } from "@statewright/model"

/** A run asks for a step that its program does not bring. */
export class StepUnknown extends StatewrightError {
  readonly _tag = "StepUnknown"

  readonly step: string
  readonly workflow: string

  constructor(step: string, workflow: string) {
    super({
      code: "STEP-002",
      message: `Workflow \`${workflow}\` starts step \`${step}\`, which its program does not bring.`,
      hint: "Run `statewright codegen`, and start the engine with the registry that it writes.",
    })
    this.step = step
    this.workflow = workflow
  }
}
