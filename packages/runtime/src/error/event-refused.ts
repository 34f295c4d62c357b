import { StatewrightError } from "@statewright/model"

/** Nothing that waits for events of this name takes such a payload. */
export class EventRefused extends StatewrightError {
  readonly _tag = "EventRefused"
  readonly event: string

  constructor(event: string, why: string) {
    super({
      code: "RUN-012",
      message: `The event \`${event}\` is refused: ${why}`,
      hint: "Send a payload that fits the schema of a `waitForEvent` of this name; what was refused is listed: statewright events ls",
    })
    this.event = event
  }
}
