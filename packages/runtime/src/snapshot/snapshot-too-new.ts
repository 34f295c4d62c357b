import { StatewrightError } from "@statewright/model"

/** A stored snapshot was written by a newer Statewright. */
export class SnapshotTooNew extends StatewrightError {
  readonly _tag = "SnapshotTooNew"
  readonly saved: number
  readonly supported: number

  constructor(saved: number, supported: number) {
    super({
      code: "SNP-002",
      message: `A snapshot was stored in format ${saved}; this build reads up to ${supported}.`,
      hint: "Upgrade Statewright in this process to the version that wrote the database.",
    })
    this.saved = saved
    this.supported = supported
  }
}
