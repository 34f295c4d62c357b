import { DatabaseInUse, DatabaseTooNew, MigrationFailed } from "../errors/opening-errors.ts"
import { backUp } from "./back-up.ts"
import type { Connection } from "./driver.ts"
import { applicationId } from "./inspect-file.ts"
import type { LeaderLock } from "./leader-lock.ts"
import type { Migration } from "./migrations/migration.ts"
import { sqliteCode } from "./translate-error.ts"

/** What `migrate` needs to know of the file. */
export interface MigrateOptions {
  readonly path: string
  readonly migrations: readonly Migration[]
  /** Nobody may lead on a file while it is migrated. */
  readonly takeLock: () => LeaderLock | undefined
}

/** Brings the file to the present format; a file that held something is copied first. */
export const migrate = (connection: Connection, options: MigrateOptions): void => {
  const found = formatOf(connection)
  if (found === options.migrations.length) return
  if (found === 0) return applyMissing(connection, options)

  const lock = options.takeLock()
  if (lock === undefined) throw new DatabaseInUse(options.path)
  try {
    backUp(connection, options.path, found)
    applyMissing(connection, options)
  } finally {
    lock.release()
  }
}

const formatOf = (connection: Connection): number => Number(connection.pragma("user_version", { simple: true }))

const applyMissing = (connection: Connection, { path, migrations }: MigrateOptions): void => {
  connection.exec("BEGIN IMMEDIATE")
  let present = "none"
  try {
    // Asked again now that nobody else can write: another process may have been faster.
    const format = formatOf(connection)
    if (format > migrations.length) throw new DatabaseTooNew(path, format, migrations.length)
    for (const migration of migrations.slice(format)) {
      present = migration.name
      migration.up(connection)
    }
    connection.pragma(`application_id = ${applicationId}`)
    connection.pragma(`user_version = ${migrations.length}`)
    connection.exec("COMMIT")
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK")
    const code = sqliteCode(error)
    if (error instanceof DatabaseTooNew || code === "SQLITE_FULL" || code?.startsWith("SQLITE_BUSY")) throw error
    throw new MigrationFailed(path, present, error)
  }
}
