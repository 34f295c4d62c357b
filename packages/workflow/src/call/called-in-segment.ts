import { StatewrightError } from "@statewright/model"

/** Compiled workflow code called something durable in a way that codegen could not see. */
export class CalledInSegment extends StatewrightError {
  readonly _tag = "CalledInSegment"

  constructor(what: string) {
    super({
      code: "RUN-030",
      message: `${what} was called by a function that the workflow's compiler could not see, so the call would not survive a restart.`,
      hint: "Await it in the body of the workflow, or in an async helper that the body awaits by its name.",
    })
  }
}
