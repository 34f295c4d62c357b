import { StatewrightError } from "@statewright/model"

/** The locals that live across a wait are more than a snapshot may hold. */
export class SnapshotTooLarge extends StatewrightError {
  readonly _tag = "SnapshotTooLarge"
  readonly bytes: number
  readonly limit: number

  constructor(bytes: number, limit: number) {
    super({
      code: "SNP-003",
      message: `The snapshot takes ${bytes} bytes; at most ${limit} are allowed.`,
      hint: "Keep less in local variables across awaits: let a step store large data, and keep its key.",
    })
    this.bytes = bytes
    this.limit = limit
  }
}
