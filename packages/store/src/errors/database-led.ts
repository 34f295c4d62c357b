import { StatewrightError } from "@statewright/model"

/** What needs the whole file for itself cannot be done while an engine works on it. */
export class DatabaseLed extends StatewrightError {
  readonly _tag = "DatabaseLed"
  constructor(path: string) {
    super({
      code: "STORE-016",
      message: `An engine works on ${path}: it cannot be rewritten now.`,
      hint: "Stop the engine first. A backup can be made beside it: statewright db backup FILE",
    })
  }
}
