import { StatewrightError } from "@statewright/model"

/** The file is damaged. */
export class DatabaseDamaged extends StatewrightError {
  readonly _tag = "DatabaseDamaged"
  constructor(path: string, cause: unknown) {
    super({
      code: "STORE-010",
      message: `The database ${path} is damaged: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: "Keep a copy, then restore a backup; `statewright doctor` says what is wrong. Never keep the file on a network share.",
      cause,
    })
  }
}

/** Another process held the file for longer than we wait. */
export class DatabaseBusy extends StatewrightError {
  readonly _tag = "DatabaseBusy"
  /** `leader`: the process that leads on the file, if it is another one. */
  constructor(path: string, cause?: unknown, leader?: number) {
    const frozen =
      leader === undefined
        ? ""
        : ` If process ${leader}, which leads, is frozen in the middle of a commit, nobody else can write: let it go on (kill -CONT ${leader}) or end it (kill -9 ${leader}).`
    super({
      code: "STORE-011",
      message: `The database ${path} is locked by another process.`,
      hint: `Nothing was written; try again. Look for a tool that holds a transaction open on it.${frozen}`,
      cause,
    })
  }
}

/** There is no room left. */
export class DiskFull extends StatewrightError {
  readonly _tag = "DiskFull"
  constructor(path: string, cause?: unknown) {
    super({
      code: "STORE-012",
      message: `The database ${path} cannot grow: the disk is full.`,
      hint: "Nothing was written. Free some space; work goes on by itself then.",
      cause,
    })
  }
}

/** The system refused to read or write. */
export class StorageFailed extends StatewrightError {
  readonly _tag = "StorageFailed"
  constructor(path: string, cause: unknown) {
    super({
      code: "STORE-013",
      message: `The database ${path} could not be read or written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: "Look at the disk and at the limits of the process; what was acknowledged before is stored.",
      cause,
    })
  }
}

/** The store was closed before. */
export class StoreClosed extends StatewrightError {
  readonly _tag = "StoreClosed"
  constructor(path: string) {
    super({
      code: "STORE-014",
      message: `The database ${path} is closed in this process.`,
      hint: "Open it again, or close the engine only after its last call.",
    })
  }
}
