import { StatewrightError } from "@statewright/model"

/** A stored snapshot is not what was written, or not all of it. */
export class SnapshotDamaged extends StatewrightError {
  readonly _tag = "SnapshotDamaged"
  readonly reason: string

  constructor(reason: string, cause?: unknown) {
    super({
      code: "SNP-001",
      message: `A stored snapshot is damaged: ${reason}.`,
      hint: "Restore the database from a backup; the run is not moved on a guess.",
      cause,
    })
    this.reason = reason
  }
}
