import { StatewrightError } from "@statewright/model"

/** Another engine leads this database, and this one was told to lead. */
export class EngineHeld extends StatewrightError {
  readonly _tag = "EngineHeld"
  readonly database: string
  /** The process that leads; absent where one has the lock of the leader and does not lead, as one that vacuums the file. */
  readonly pid: number | undefined

  constructor(database: string, pid: number | undefined) {
    super({
      code: "ENG-001",
      message:
        pid === undefined
          ? `Another process keeps everybody from leading ${database}.`
          : `The engine of process ${pid} leads ${database}.`,
      hint: 'Stop that process, or leave out `role: "leader"`: this engine then stands by and takes over when the other ends.',
    })
    this.database = database
    this.pid = pid
  }
}
