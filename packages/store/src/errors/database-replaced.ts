import { StatewrightError } from "@statewright/model"

/** The file that is open no longer stands at its path: what is written there would be lost. */
export class DatabaseReplaced extends StatewrightError {
  readonly _tag = "DatabaseReplaced"
  constructor(path: string, moved: string) {
    super({
      code: "STORE-017",
      message: `${moved} was deleted, moved or replaced while this process had it open; the process has stopped working on ${path}.`,
      hint: "Stop all processes that work on a database before its files are touched. Put the files where they were and start again.",
    })
  }
}
