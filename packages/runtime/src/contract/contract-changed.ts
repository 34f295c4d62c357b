import { StatewrightError } from "@statewright/model"

/** A step no longer takes or answers what it did when a run began that is about to call it. */
export class ContractChanged extends StatewrightError {
  readonly _tag = "ContractChanged"
  readonly step: string

  constructor(step: string) {
    super({
      code: "RUN-022",
      message: `Step \`${step}\` has another input, output or errors than when this run began.`,
      hint: "Start an engine whose step has those again, or give the changed step a new name.",
    })
    this.step = step
  }
}
