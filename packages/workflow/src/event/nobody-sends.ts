import { StatewrightError } from "@statewright/model"

/** A workflow waits for an event where no engine and no test kit could send it one. */
export class NobodySends extends StatewrightError {
  readonly _tag = "NobodySends"
  readonly event: string

  constructor(event: string) {
    super({
      code: "RUN-032",
      message: `Nobody can send the event \`${event}\` here: the workflow was called as a plain function.`,
      hint: "Run it with an engine, or in a test with `runInline(workflow, input, { events: { ... } })`.",
    })
    this.event = event
  }
}
