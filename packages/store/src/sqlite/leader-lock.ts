import type { Connection, Driver } from "./driver.ts"
import { isLocked, translateError } from "./translate-error.ts"

/** Holds `<db>.leader`; the system lets it go when the process dies, however it dies. */
export interface LeaderLock {
  release(): void
}

/** How long whoever takes the lock lets those end who only ask, in ms: they are at it for a few microseconds. */
const longestAsking = 20

/**
 * Takes the lock beside the database, or answers `undefined` when another one has it.
 * Never open that file in any other way: closing any handle of it would drop the process's lock.
 */
export const takeLeaderLock = (driver: Driver, path: string): LeaderLock | undefined =>
  onLockFile(driver, path, (connection) => {
    // Those who only ask let this pass; whoever holds the lock does not, and is not waited for.
    connection.exec("BEGIN IMMEDIATE; ROLLBACK")
    connection.pragma(`busy_timeout = ${longestAsking}`)
    connection.exec("BEGIN EXCLUSIVE")
    return { release: () => void connection.close() }
  })

/** Whether somebody holds the lock beside the database. To ask takes it from nobody. */
export const isLeaderLockHeld = (driver: Driver, path: string): boolean => {
  const asked = onLockFile(driver, path, (connection) => {
    // The lock of a reader: any number may have it at once.
    connection.exec("SELECT 1 FROM sqlite_schema")
    connection.close()
    return "free"
  })
  return asked === undefined
}

/** Answers `undefined` when another one has the lock. */
const onLockFile = <Answer>(
  driver: Driver,
  path: string,
  act: (connection: Connection) => Answer,
): Answer | undefined => {
  const file = `${path}.leader`
  const connection = new driver(file, { timeout: 0 })
  try {
    return act(connection)
  } catch (error) {
    connection.close()
    if (isLocked(error)) return undefined
    throw translateError(error, file)
  }
}
