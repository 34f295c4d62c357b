import { checkKeys } from "../encryption/check-keys.ts"
import type { KeyRing } from "../encryption/key-ring.ts"
import { takeKeys } from "../encryption/take-keys.ts"
import { SealingHeld } from "../errors/key-errors.ts"
import type { PayloadCodec } from "../port/payload-codec.ts"
import type { Store } from "../port/store.ts"
import { connect } from "./connect.ts"
import type { Durability } from "./connect.ts"
import { loadDriver } from "./driver.ts"
import { fileWatch } from "./file-watch.ts"
import { inspectFile } from "./inspect-file.ts"
import { isLeaderLockHeld, takeLeaderLock } from "./leader-lock.ts"
import { migrate } from "./migrate.ts"
import { allMigrations } from "./migrations/all-migrations.ts"
import { requireNode } from "./node-version.ts"
import { payloadsOf } from "./payloads.ts"
import { realPath } from "./real-path.ts"
import { requireLocalDisk } from "./require-local-disk.ts"
import { sqliteStore } from "./sqlite-store.ts"
import { isLocked, translateError } from "./translate-error.ts"
import { whileLocked } from "./while-locked.ts"

/** How long a lock of another process may stop this one, in ms. */
const longestStop = 20

/** How a database is opened. */
export interface SqliteOptions {
  /** Created when it does not exist; its folder must. */
  readonly path: string
  /** Default `full`. */
  readonly durability?: Durability
  /** How long to wait for another process, in milliseconds. Default 5,000. */
  readonly busyTimeout?: number
  /** What every payload goes through on its way to the disk and back. Default: what `keys` make of it. */
  readonly payloads?: PayloadCodec
  /** What payloads are sealed with. Default: they stand in clear. */
  readonly keys?: KeyRing
  /** Lets who lacks keys read what stands in clear; what is sealed it sees as a mark, and it can write no payload. */
  readonly readsSealed?: boolean
  /** How many unprocessed rows from outside a run may have. Default 10,000. */
  readonly inboxBound?: number
}

/**
 * Opens the database at `path`, making or migrating it where needed; what it refuses it leaves untouched.
 *
 * @example
 * const store = await openSqliteStore({ path: "app.db" })
 */
export const openSqliteStore = async (options: SqliteOptions): Promise<Store> => {
  requireNode(process.versions.node)
  const driver = await loadDriver()
  const path = realPath(options.path)
  const { durability = "full", busyTimeout = 5000, payloads, inboxBound = 10_000 } = options
  const { keys: ring, readsSealed: reads = false } = options
  const given = { path, ring, reads }
  const takeLock = () => takeLeaderLock(driver, path)

  const open = (): Store => {
    inspectFile(driver, path, allMigrations.length, (connection) => void (payloads ?? checkKeys(connection, given)))
    // The driver's own waiting stops the process; the store waits in turns of the event loop.
    const connection = connect(driver, path, { durability, busyTimeout: Math.min(busyTimeout, longestStop) })
    try {
      migrate(connection, { path, migrations: allMigrations, takeLock })
      const codec = payloads ?? takeKeys(connection, { ...given, takeLock })
      return sqliteStore({
        connection,
        path,
        payloads: payloadsOf(codec),
        inboxBound,
        takeLock,
        isLockHeld: () => isLeaderLockHeld(driver, path),
        watch: fileWatch(path, options.path),
        patience: busyTimeout,
      })
    } catch (error) {
      connection.close()
      throw error
    }
  }

  requireLocalDisk(path)
  try {
    // Of two that make one file at once, SQLite tells one at once that it is locked, however long the driver would wait.
    return await whileLocked(busyTimeout, open, (error) => isLocked(error) || error instanceof SealingHeld)
  } catch (error) {
    throw translateError(error, path)
  }
}
