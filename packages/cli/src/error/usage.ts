import { StatewrightError } from "@statewright/model"

/** The command line says something that cannot be done. */
export class Usage extends StatewrightError {
  readonly _tag = "Usage"

  constructor(message: string, hint: string) {
    super({ code: "CLI-001", message, hint })
  }
}
