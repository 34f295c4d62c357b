import { StatewrightError } from "@statewright/model"

/** An effect step requires a service that nothing gives it. */
export class ServiceMissing extends StatewrightError {
  readonly _tag = "ServiceMissing"
  readonly step: string

  constructor(step: string, problem: string) {
    super({
      code: "STEP-003",
      message: `Step \`${step}\` requires a service that is not there: ${problem}.`,
      hint: "Give a layer that provides it: `createEngine({ layer })`. Without an engine, provide it in the step's own effect, or give the test a stub of the step.",
    })
    this.step = step
  }
}
