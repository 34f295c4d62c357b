import { StatewrightError } from "@statewright/model"

/** A backup is never written over another file. */
export class BackupExists extends StatewrightError {
  readonly _tag = "BackupExists"
  constructor(target: string) {
    super({
      code: "STORE-015",
      message: `There is a file ${target} already; a backup is not written over it.`,
      hint: "Give another name, or remove that file first.",
    })
  }
}
