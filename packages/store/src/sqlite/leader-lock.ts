import type { Driver } from "./driver.ts"
import { sqliteCode, translateError } from "./translate-error.ts"

/** Holds `<db>.leader`; the system lets it go when the process dies, however it dies. */
export interface LeaderLock {
  release(): void
}

/**
 * Takes the lock beside the database, or answers `undefined` when another one has it.
 * Never open that file in any other way: closing any handle of it would drop the process's lock.
 */
export const takeLeaderLock = (driver: Driver, path: string): LeaderLock | undefined => {
  const file = `${path}.leader`
  const connection = new driver(file, { timeout: 0 })
  try {
    connection.exec("BEGIN EXCLUSIVE")
    return { release: () => void connection.close() }
  } catch (error) {
    connection.close()
    if (sqliteCode(error)?.startsWith("SQLITE_BUSY")) return undefined
    throw translateError(error, file)
  }
}
