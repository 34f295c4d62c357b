import { isStatewrightError } from "@statewright/model"
import { DatabaseReadOnly, NotADatabase } from "../errors/opening-errors.ts"
import { DatabaseBusy, DatabaseDamaged, DiskFull, StorageFailed } from "../errors/storage-errors.ts"

/** SQLite's own code of an error (`SQLITE_BUSY`), or `undefined` of any other error. */
export const sqliteCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("SQLITE_")
    ? error.code
    : undefined

/** Whether another process held the file. */
export const isLocked = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error) ?? "")

/** What to throw for an error that came out of the driver; `leader` says which other process leads on the file. */
export const translateError = (error: unknown, path: string, leader?: () => number | undefined): unknown => {
  const code = sqliteCode(error)
  if (code === undefined || isStatewrightError(error)) return error
  if (isLocked(error)) return new DatabaseBusy(path, error, leader?.())
  if (code.startsWith("SQLITE_CORRUPT")) return new DatabaseDamaged(path, error)
  if (code === "SQLITE_NOTADB") return new NotADatabase(path, "it is some other kind of file", error)
  // The second: no room even for the memory that readers and writers share, which is a file.
  if (code === "SQLITE_FULL" || code === "SQLITE_IOERR_SHMSIZE") return new DiskFull(path, error)
  if (code.startsWith("SQLITE_READONLY")) return new DatabaseReadOnly(path, error)
  return new StorageFailed(path, error)
}
