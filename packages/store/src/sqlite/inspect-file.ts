import { accessSync, constants, statSync, type Stats } from "node:fs"
import { dirname } from "node:path"
import { DatabaseReadOnly, DatabaseTooNew, FolderMissing, NotADatabase } from "../errors/opening-errors.ts"
import { StorageFailed } from "../errors/storage-errors.ts"
import type { Connection, Driver } from "./driver.ts"
import { translateError } from "./translate-error.ts"

/** Stands in the header of every file of ours: "StaW". */
export const applicationId = 0x53746157

/** What stands at the path: the format is 0 when nothing is there yet. */
export interface FileFacts {
  readonly format: number
}

/** Looks at a path before anything is written there, and refuses what must not be opened; `check` may refuse it too. */
export const inspectFile = (
  driver: Driver,
  path: string,
  supported: number,
  check: (connection: Connection) => void = () => {},
): FileFacts => {
  const folder = dirname(path)
  if (statOf(folder, path)?.isDirectory() !== true) throw new FolderMissing(path, folder)
  const stat = statOf(path, path)
  if (stat !== undefined && !stat.isFile()) throw new NotADatabase(path, "it is not a file")
  requireWritable(stat === undefined ? [folder] : [folder, path], path)
  if (stat === undefined || stat.size === 0) return { format: 0 }

  // With a log beside it, a connection that may write would fold that log in when it closes.
  const readonly = (statOf(`${path}-wal`, path)?.size ?? 0) > 0
  let connection: Connection | undefined
  try {
    connection = new driver(path, { readonly, fileMustExist: true })
    const facts = readFacts(connection, path, supported)
    if (facts.format > 0) check(connection)
    return facts
  } catch (error) {
    throw translateError(error, path)
  } finally {
    connection?.close()
  }
}

/** What stands at `place`, if anything does; fails in our own words for a path that is forbidden, or is none. */
const statOf = (place: string, path: string): Stats | undefined => {
  try {
    return statSync(place, { throwIfNoEntry: false })
  } catch (error) {
    const forbidden = error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM")
    throw forbidden ? new DatabaseReadOnly(path, error) : new StorageFailed(path, error)
  }
}

const requireWritable = (places: readonly string[], path: string): void => {
  for (const place of places) {
    try {
      accessSync(place, constants.W_OK)
    } catch (error) {
      throw new DatabaseReadOnly(path, error)
    }
  }
}

const readFacts = (connection: Connection, path: string, supported: number): FileFacts => {
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  const id = connection.pragma("application_id", { simple: true })
  if (id !== applicationId) {
    // A file whose making was cut short is empty but for its header.
    if (id === 0 && tables.length === 0) return { format: 0 }
    throw new NotADatabase(path, "it is the SQLite database of something else")
  }
  const format = Number(connection.pragma("user_version", { simple: true }))
  if (format > supported) throw new DatabaseTooNew(path, format, supported)
  // One page of every table: a file that was cut off or overwritten shows itself here and not in the middle of work.
  for (const table of tables) connection.prepare(`SELECT 1 FROM "${String(table)}" LIMIT 1`).get()
  return { format }
}
