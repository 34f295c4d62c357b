import { StatewrightError } from "@statewright/model"

/** What was stored of a frame is not what it was: a defect of Statewright's own. */
export class SnapshotsDiffer extends StatewrightError {
  readonly _tag = "SnapshotsDiffer"

  constructor(path: string) {
    super({
      code: "TEST-003",
      message: `After a transition, what was stored of the frame differs from the frame in memory at \`${path}\`.`,
      hint: "Report it with the workflow: a segment changed what codegen did not see that it changes.",
    })
  }
}
