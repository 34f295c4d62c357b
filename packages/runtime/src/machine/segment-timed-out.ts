import { StatewrightError } from "@statewright/model"

/** A segment that may never end did not end in time. No `catch` of the author's sees it: what it changed is half done. */
export class SegmentTimedOut extends StatewrightError {
  readonly _tag = "SegmentTimedOut"

  readonly workflow: string
  /** The name of its function in the generated file. */
  readonly segment: string

  constructor(workflow: string, segment: string, reason: string, millis: number) {
    super({
      code: "RUN-020",
      message: `Segment \`${segment}\` of workflow \`${workflow}\` did not end within ${millis} ms (${reason}).`,
      hint: "Let it end, or do its work in a step; or give `createEngine` a longer `segmentTimeout`.",
    })
    this.workflow = workflow
    this.segment = segment
  }
}
