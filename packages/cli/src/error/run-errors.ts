import { StatewrightError } from "@statewright/model"

/** What `--input` names cannot be read as JSON. */
export class InputUnreadable extends StatewrightError {
  readonly _tag = "InputUnreadable"

  constructor(problem: string, cause?: unknown) {
    super({
      code: "CLI-006",
      message: `The input cannot be read: ${problem}.`,
      hint: "Give JSON as it is, `@file.json` for a file, or `-` for standard input.",
      cause,
    })
  }
}

/** A workflow takes an input, and nobody gave it one. */
export class InputMissing extends StatewrightError {
  readonly _tag = "InputMissing"

  constructor(workflow: string, cause: unknown) {
    super({
      code: "CLI-012",
      message: `Workflow \`${workflow}\` takes an input, and there is none.`,
      hint: "Give it with --input '{...}'",
      cause,
    })
  }
}

/** A command that only reads found no database. */
export class DatabaseMissing extends StatewrightError {
  readonly _tag = "DatabaseMissing"

  constructor(path: string) {
    super({
      code: "CLI-007",
      message: `There is no database ${path}.`,
      hint: "Name another one with --database. `statewright run` makes it with the first run.",
    })
  }
}

/** A run did not end within the time that `--timeout` gives. */
export class WaitTimedOut extends StatewrightError {
  readonly _tag = "WaitTimedOut"

  constructor(runId: string, timeout: string, command: string) {
    super({
      code: "CLI-009",
      message: `Run ${runId} did not end within ${timeout}. What it has done is stored.`,
      hint: `Go on with: ${command}`,
    })
  }
}
