import { StatewrightError } from "@statewright/model"

/** A run was accepted, and no process has taken it up since. */
export class RunNotBegun extends StatewrightError {
  readonly _tag = "RunNotBegun"

  constructor(runId: string, workflow: string, leader: number | undefined, again: string) {
    super({
      code: "CLI-010",
      message: `Run ${runId} of ${workflow} is accepted, and has not begun.`,
      hint:
        leader === undefined
          ? `No process leads the database. Start your app, or: ${again}`
          : `Process ${leader} leads the database and takes it up, if it has this workflow.`,
    })
  }
}
