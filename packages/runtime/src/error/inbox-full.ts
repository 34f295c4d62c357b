import { StatewrightError } from "@statewright/model"

/** More has been put into a run's inbox from outside than it has taken. */
export class InboxFull extends StatewrightError {
  readonly _tag = "InboxFull"
  readonly runId: string
  readonly bound: number

  constructor(runId: string, bound: number) {
    super({
      code: "RUN-007",
      message: `The inbox of ${runId === "" ? "events to all" : `run ${runId}`} holds ${bound} things that nobody has taken: it takes no more.`,
      hint: "Start an engine on this database, and see whether the run is parked: statewright runs show RUN",
    })
    this.runId = runId
    this.bound = bound
  }
}
