import { StatewrightError } from "@statewright/model"

/** The database would stand on a network share. */
export class NetworkDisk extends StatewrightError {
  readonly _tag = "NetworkDisk"
  constructor(path: string, kind: string) {
    super({
      code: "STORE-018",
      message: `The database ${path} stands on a network share (${kind}), where SQLite cannot keep it whole.`,
      hint: "Put it on a disk of this machine; backups may go to the share: statewright db backup FILE",
    })
  }
}
