import { StatewrightError } from "@statewright/model"

/** Processes kept ending while they ran a call of a step: it may be what ends them. */
export class StepCrashed extends StatewrightError {
  readonly _tag = "StepCrashed"
  readonly step: string
  readonly crashes: number

  constructor(step: string, crashes: number) {
    super({
      code: "RUN-024",
      message: `The process ended ${crashes} times in a row while it ran step \`${step}\`.`,
      // Without its id, for runs are counted by the reason for which they are parked.
      hint: "See what ends it (memory, `process.exit`, a native library), then resume the run: `statewright runs resume`.",
    })
    this.step = step
    this.crashes = crashes
  }
}
