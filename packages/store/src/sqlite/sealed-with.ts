import { storedKeys } from "../encryption/stored-keys.ts"
import { withConnection } from "./with-connection.ts"

/**
 * The ids of the keys that a database was sealed with, the oldest first; none where it never was. Changes nothing.
 *
 * @example
 * await sealedWith("app.db") // ["2026-05", "2026-11"]
 */
export const sealedWith = (path: string): Promise<readonly string[]> =>
  withConnection(path, (connection) => storedKeys(connection).map(({ id }) => id))
