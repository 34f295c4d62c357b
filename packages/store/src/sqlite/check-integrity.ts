import type { Connection } from "./driver.ts"
import { sqliteCode } from "./translate-error.ts"

/** Reads the whole file and answers what is wrong with it; nothing when it is sound. */
export const checkIntegrity = (connection: Connection): readonly string[] => {
  try {
    const found = connection.prepare("PRAGMA integrity_check").pluck().all().map(String)
    return found.length === 1 && found[0] === "ok" ? [] : found
  } catch (error) {
    // Some damage is too bad for the check itself.
    if (error instanceof Error && sqliteCode(error)?.startsWith("SQLITE_CORRUPT")) return [error.message]
    throw error
  }
}
