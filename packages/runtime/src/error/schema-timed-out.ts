import { StatewrightError } from "@statewright/model"

/** A schema that waits for something took too long: nobody knows whether the value fits. */
export class SchemaTimedOut extends StatewrightError {
  readonly _tag = "SchemaTimedOut"
  /** What it was asked about, such as `input of workflow "ship"`. */
  readonly boundary: string

  constructor(boundary: string, millis: number) {
    super({
      code: "RUN-026",
      message: `The schema of the ${boundary} did not answer within ${millis} ms.`,
      hint: "Let the schema check what it has at hand, and ask others in a step. Once it answers in time, send or start it again; a run that is parked over it goes on with: statewright runs resume",
    })
    this.boundary = boundary
  }
}

/** Whether a schema took too long, rather than refused. */
export const isSlowSchema = (error: unknown): error is SchemaTimedOut => error instanceof SchemaTimedOut
