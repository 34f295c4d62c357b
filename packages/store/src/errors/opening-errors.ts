import { StatewrightError } from "@statewright/model"

/** This Node cannot load the SQLite driver; it would crash without a word. */
export class NodeTooOld extends StatewrightError {
  readonly _tag = "NodeTooOld"
  constructor(found: string, needed: string) {
    super({
      code: "STORE-001",
      message: `Node ${found} cannot open a Statewright database: Node ${needed} or newer is needed.`,
      hint: `Install Node ${needed} or newer, or run through the npm package: npx -y -p node@24 -- node your-app.js`,
    })
  }
}

/** The folder that the database should stand in does not exist. */
export class FolderMissing extends StatewrightError {
  readonly _tag = "FolderMissing"
  constructor(path: string, folder: string) {
    super({
      code: "STORE-002",
      message: `The database ${path} cannot be opened: there is no folder ${folder}.`,
      hint: `Create it (mkdir -p ${folder}) or correct the path.`,
    })
  }
}

/** Something else stands where the database should. */
export class NotADatabase extends StatewrightError {
  readonly _tag = "NotADatabase"
  constructor(path: string, found: string, cause?: unknown) {
    super({
      code: "STORE-003",
      message: `${path} is not a Statewright database: ${found}.`,
      hint: "Give the path of another file; one that does not exist yet is created.",
      cause,
    })
  }
}

/** A newer Statewright wrote the file. */
export class DatabaseTooNew extends StatewrightError {
  readonly _tag = "DatabaseTooNew"
  constructor(path: string, found: number, supported: number) {
    super({
      code: "STORE-004",
      message: `The database ${path} has format ${found}; this version of Statewright reads up to ${supported}.`,
      hint: "Upgrade Statewright, or restore the backup that was made before the upgrade.",
    })
  }
}

/** The file or its folder must not be written. */
export class DatabaseReadOnly extends StatewrightError {
  readonly _tag = "DatabaseReadOnly"
  constructor(path: string, cause?: unknown) {
    super({
      code: "STORE-005",
      message: `The database ${path} cannot be written.`,
      hint: "Give this user the right to write the file and its folder (SQLite keeps two more files beside it).",
      cause,
    })
  }
}

/** A migration was needed while another process leads on the file. */
export class DatabaseInUse extends StatewrightError {
  readonly _tag = "DatabaseInUse"
  constructor(path: string) {
    super({
      code: "STORE-006",
      message: `The database ${path} must be migrated, but another process works on it.`,
      hint: "Stop the other engine first; it runs an older Statewright.",
    })
  }
}

/** A migration failed; the file is as it was before. */
export class MigrationFailed extends StatewrightError {
  readonly _tag = "MigrationFailed"
  constructor(path: string, migration: string, cause: unknown) {
    super({
      code: "STORE-007",
      message: `The migration ${migration} of ${path} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: "Nothing was changed. Go back to the version of Statewright that wrote the file, and report this.",
      cause,
    })
  }
}
