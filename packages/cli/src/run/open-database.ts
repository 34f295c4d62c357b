import { openSqliteStore, type Store } from "@statewright/store"
import { existsSync } from "node:fs"

import { defaultDatabase } from "../command-line/shared-flags.ts"
import { DatabaseMissing } from "../error/run-errors.ts"
import { openingKeys } from "../keys/given-keys.ts"

/** Opens a database for a command that never makes one, and closes it again. */
export const readDatabase = async <Result>(
  path: string | undefined,
  read: (store: Store) => Promise<Result>,
): Promise<Result> => {
  const file = existingFile(path)
  const store = await openSqliteStore({ path: file, ...openingKeys() })
  try {
    return await read(store)
  } finally {
    await store.close()
  }
}

/** The database that a command is about, which must be there. */
export const existingFile = (path: string | undefined): string => {
  const file = path ?? defaultDatabase
  if (!existsSync(file)) throw new DatabaseMissing(file)
  return file
}
