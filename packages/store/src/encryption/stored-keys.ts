import type { Connection } from "../sqlite/driver.ts"
import { headOf } from "./envelope.ts"

/** What a database keeps of a key: never the key. */
export interface StoredKey {
  readonly id: string
  readonly proof: Uint8Array
}

/** The keys that a database was sealed with, the oldest first; none where it is of an older format. */
export const storedKeys = (connection: Connection): readonly StoredKey[] => {
  const table = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'payload_keys'").get()
  if (table === undefined) return []
  return connection.prepare<[], StoredKey>("SELECT id, proof FROM payload_keys ORDER BY since, id").all()
}

/** Whether anything in the database is sealed with a key. It reads all of it. */
export const isUsed = (connection: Connection, keyId: string): boolean => {
  const head = headOf(keyId)
  return payloadColumns(connection).some(({ table, column }) => {
    const find = connection.prepare(`SELECT 1 FROM "${table}" WHERE substr("${column}", 1, ?) = ? LIMIT 1`)
    return find.get(head.length, head) !== undefined
  })
}

/** Whether the database holds any payload. */
export const holdsPayloads = (connection: Connection): boolean =>
  payloadColumns(connection).some(
    ({ table, column }) =>
      connection.prepare(`SELECT 1 FROM "${table}" WHERE "${column}" IS NOT NULL LIMIT 1`).get() !== undefined,
  )

/** Only payloads stand in columns of any type. */
const payloadColumns = (connection: Connection): readonly { readonly table: string; readonly column: string }[] =>
  connection
    .prepare<[], { table: string; column: string }>(
      `SELECT s.name AS "table", c.name AS "column" FROM sqlite_schema AS s, pragma_table_info(s.name) AS c
        WHERE s.type = 'table' AND c.type = 'ANY'`,
    )
    .all()
