import { StorageFailed } from "../errors/storage-errors.ts"
import type { Connection, Driver } from "./driver.ts"

/**
 * What a commit survives: with `full`, the end of the process and the loss of power; with `normal`, the last
 * commits before a loss of power may be missing (never after the end of the process), and commits are much cheaper.
 */
export type Durability = "full" | "normal"

/** A log that had to grow, because somebody read for long, is cut to so many bytes when it begins again. */
const largestIdleLog = 16 * 1024 * 1024

/** Opens a connection with everything set that must hold for each one. */
export const connect = (
  driver: Driver,
  path: string,
  options: { durability: Durability; busyTimeout: number },
): Connection => {
  const connection = new driver(path, { timeout: options.busyTimeout })
  try {
    const mode = connection.pragma("journal_mode = WAL", { simple: true })
    if (mode !== "wal") throw new StorageFailed(path, new Error("this file system cannot keep a write-ahead log"))
    connection.pragma(`synchronous = ${options.durability === "full" ? "FULL" : "NORMAL"}`)
    connection.pragma(`journal_size_limit = ${largestIdleLog}`)
    connection.pragma("foreign_keys = ON")
    connection.pragma("trusted_schema = OFF")
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}
