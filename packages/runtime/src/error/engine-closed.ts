import { StatewrightError } from "@statewright/model"

/** The engine was closed while somebody waited for it. */
export class EngineClosed extends StatewrightError {
  readonly _tag = "EngineClosed"

  constructor() {
    super({
      code: "ENG-002",
      message: "The engine is closed.",
      hint: "What was started is stored and goes on when an engine opens the same database.",
    })
  }
}
