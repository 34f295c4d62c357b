import { shellWord, StatewrightError } from "@statewright/model"

/** Processes kept ending while they ran a call of a step: it may be what ends them. */
export class StepCrashed extends StatewrightError {
  readonly _tag = "StepCrashed"
  readonly step: string
  readonly crashes: number

  constructor(runId: string, { step, crashes }: { readonly step: string; readonly crashes: number }) {
    super({
      code: "RUN-024",
      message: `The process ended ${crashes} times in a row while it ran step \`${step}\`.`,
      hint: `See what ends it (memory, \`process.exit\`, a native library), then: statewright runs resume ${shellWord(runId)}`,
    })
    this.step = step
    this.crashes = crashes
  }
}
