import { StatewrightError } from "@statewright/model"

/** An attempt at a step took longer than its `timeout`; its signal was aborted. */
export class StepTimedOut extends StatewrightError {
  readonly _tag = "StepTimedOut"

  readonly step: string
  /** In ms. */
  readonly timeout: number

  constructor(step: string, timeout: number) {
    super({
      code: "STEP-001",
      message: `An attempt at step \`${step}\` took longer than its timeout of ${timeout} ms.`,
      hint: "Give the step a longer `timeout`, or more attempts in `retry`; pass `signal` on to what it waits for.",
    })
    this.step = step
    this.timeout = timeout
  }
}
