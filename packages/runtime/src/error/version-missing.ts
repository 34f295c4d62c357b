import { StatewrightError } from "@statewright/model"

/** The version that a run began with is not in the registry of the engine; no other one may run it. */
export class VersionMissing extends StatewrightError {
  readonly _tag = "VersionMissing"
  readonly workflow: string
  readonly version: string

  constructor(workflow: string, version: string) {
    super({
      code: "RUN-011",
      message: `Version ${version} of workflow \`${workflow}\` is not in this engine.`,
      hint: "Start an engine whose registry has it.",
    })
    this.workflow = workflow
    this.version = version
  }
}
