import { existsSync, statSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { BackupExists } from "../errors/backup-exists.ts"
import { FolderMissing } from "../errors/opening-errors.ts"
import { StorageFailed } from "../errors/storage-errors.ts"
import { copyInto } from "./back-up.ts"
import { checkIntegrity } from "./check-integrity.ts"
import { withConnection } from "./with-connection.ts"

/**
 * Copies a database, as of one moment, while engines work on it, and looks the copy through; answers its size in bytes.
 * Rejects with `BackupExists`, `FolderMissing`, `DiskFull`, `DatabaseDamaged`.
 *
 * @example await backUpDatabase("app.db", "backups/monday.db")
 */
export const backUpDatabase = async (path: string, target: string): Promise<number> => {
  const to = resolve(target)
  if (existsSync(to)) throw new BackupExists(target)
  if (!existsSync(dirname(to))) throw new FolderMissing(target, dirname(to))
  await withConnection(path, (connection) => copyInto(connection, to))
  const problems = await withConnection(to, checkIntegrity)
  if (problems.length > 0) throw new StorageFailed(target, new Error(problems.join("; ")))
  return statSync(to).size
}
