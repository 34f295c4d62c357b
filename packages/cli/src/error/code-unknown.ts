import { diagnosticCodes, nearestCode } from "@statewright/codegen/explain"
import { StatewrightError } from "@statewright/model"

/** No diagnostic has this code. */
export class CodeUnknown extends StatewrightError {
  readonly _tag = "CodeUnknown"

  constructor(typed: string) {
    const meant = nearestCode(typed)
    super({
      code: "CLI-011",
      message: `There is no diagnostic \`${typed}\`.`,
      hint: meant === undefined ? `There are: ${diagnosticCodes.join(", ")}.` : `Did you mean \`${meant}\`?`,
    })
  }
}
