import { StatewrightError } from "@statewright/model"

/** A chart leads to a state that it does not have. */
export class ChartBroken extends StatewrightError {
  readonly _tag = "ChartBroken"
  readonly procedure: string
  readonly path: string

  constructor(procedure: string, path: string) {
    super({
      code: "GRAPH-001",
      message: `The chart leads to ${path} in ${procedure}, and has no such state.`,
      hint: "Write the chart anew with `statewright codegen`.",
    })
    this.procedure = procedure
    this.path = path
  }
}
