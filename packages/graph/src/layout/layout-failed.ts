import { StatewrightError } from "@statewright/model"

/** No set of options brought elk to an end. */
export class LayoutFailed extends StatewrightError {
  readonly _tag = "LayoutFailed"

  constructor(procedure: string, cause: unknown) {
    super({
      code: "GRAPH-002",
      message: `The picture of ${procedure} could not be laid out.`,
      hint: "Write it as Mermaid, which needs no layout, and report the workflow.",
      cause,
    })
  }
}
