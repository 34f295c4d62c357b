import { StatewrightError } from "@statewright/model"

/** What was given as `workflows` is not what codegen writes. Nothing was opened. */
export class InvalidRegistry extends StatewrightError {
  readonly _tag = "InvalidRegistry"

  constructor(problem: string, hint = "Give the `workflows` of the `index.ts` that `statewright codegen` writes.") {
    super({ code: "DEF-005", message: `These workflows cannot be run: ${problem}.`, hint })
  }
}
