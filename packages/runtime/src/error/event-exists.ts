import { StatewrightError } from "@statewright/model"

/** The id of an event stands for another one. */
export class EventExists extends StatewrightError {
  readonly _tag = "EventExists"
  readonly eventId: string

  constructor(eventId: string, other: string) {
    super({
      code: "RUN-013",
      message: `An event with the id ${JSON.stringify(eventId)} was sent before, with ${other}.`,
      hint: "Give each event an id of its own; the same id is for sending the same event again.",
    })
    this.eventId = eventId
  }
}
