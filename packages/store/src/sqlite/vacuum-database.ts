import { statSync } from "node:fs"
import { DatabaseLed } from "../errors/database-led.ts"
import { takeLeaderLock } from "./leader-lock.ts"
import { withConnection } from "./with-connection.ts"

/** What a file took and takes, in bytes. */
export interface Vacuumed {
  readonly before: number
  readonly after: number
}

/**
 * Gives the disk back what deleted rows took. Nobody may lead meanwhile. Rejects with `DatabaseLed`, `DiskFull`.
 *
 * @example const { before, after } = await vacuumDatabase("app.db")
 */
export const vacuumDatabase = (path: string): Promise<Vacuumed> =>
  withConnection(path, (connection, { driver, file }) => {
    const lock = takeLeaderLock(driver, file)
    if (lock === undefined) throw new DatabaseLed(path)
    try {
      const size = (): number => {
        connection.pragma("wal_checkpoint(TRUNCATE)")
        return statSync(file).size
      }
      const before = size()
      connection.exec("VACUUM")
      return { before, after: size() }
    } finally {
      lock.release()
    }
  })
