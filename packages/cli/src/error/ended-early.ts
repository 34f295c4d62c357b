import { StatewrightError } from "@statewright/model"

/** Something ended the process while a command was at work. */
export class EndedEarly extends StatewrightError {
  readonly _tag = "EndedEarly"

  constructor(code: number) {
    super({
      code: "CLI-015",
      message: `The process ended with code ${code} before the command had come to its end: code of a step, of a workflow or of the project's configuration ended it, as \`process.exit(${code})\` does.`,
      hint:
        "Nothing that was stored is lost: whoever leads the database next goes on with its runs and tries the step again, " +
        "and parks a run in whose step the process has ended three times in a row. Throw an error there instead.",
    })
  }
}
