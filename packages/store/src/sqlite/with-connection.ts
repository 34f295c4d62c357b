import { connect } from "./connect.ts"
import { type Connection, type Driver, loadDriver } from "./driver.ts"
import { inspectFile } from "./inspect-file.ts"
import { allMigrations } from "./migrations/all-migrations.ts"
import { requireNode } from "./node-version.ts"
import { realPath } from "./real-path.ts"
import { translateError } from "./translate-error.ts"

/** Opens a database that is there for one piece of work, and changes nothing of its format; `file` is its real path. */
export const withConnection = async <Result>(
  path: string,
  work: (
    connection: Connection,
    opened: { readonly driver: Driver; readonly file: string },
  ) => Promise<Result> | Result,
): Promise<Result> => {
  requireNode(process.versions.node)
  const driver = await loadDriver()
  const file = realPath(path)
  inspectFile(driver, file, allMigrations.length)
  try {
    const connection = connect(driver, file, { durability: "full", busyTimeout: 5000 })
    try {
      return await work(connection, { driver, file })
    } finally {
      connection.close()
    }
  } catch (error) {
    throw translateError(error, path)
  }
}
