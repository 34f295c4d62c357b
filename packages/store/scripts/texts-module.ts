import Database from "better-sqlite3"
import { plainPayloads } from "../src/plain-payloads.ts"
import { compileQuery } from "../src/sqlite/compile-query.ts"
import { migrate } from "../src/sqlite/migrate.ts"
import { allMigrations } from "../src/sqlite/migrations/all-migrations.ts"
import { payloadsOf } from "../src/sqlite/payloads.ts"
import { sqliteStore } from "../src/sqlite/sqlite-store.ts"
import type { QueryText } from "../src/sqlite/query-text.ts"

/** The module that holds the text of every statement, by name. */
export const textsModule = (): string => {
  const texts = new Map<string, QueryText>()
  const connection = new Database(":memory:")
  migrate(connection, { path: ":memory:", migrations: allMigrations, takeLock: () => undefined })
  sqliteStore({
    connection,
    prepare: (name, build) => {
      const text = compileQuery(build)
      if ((texts.get(name)?.sql ?? text.sql) !== text.sql) throw new Error(`two statements are named ${name}`)
      texts.set(name, text)
      return { run: () => 0, get: () => undefined, all: () => [] }
    },
    path: ":memory:",
    payloads: payloadsOf(plainPayloads),
    inboxBound: 1,
    takeLock: () => undefined,
    isLockHeld: () => false,
  })
  connection.close()
  const entries = [...texts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([name, { sql, places }]) =>
        `  ${JSON.stringify(name)}: {\n    sql: ${quoted(sql)},\n    places: ${JSON.stringify(places)},\n  },\n`,
    )
  return [
    "// Printed by `node packages/store/scripts/texts.ts` from the queries beside it. Do not edit.\n",
    'import type { QueryText } from "./query-text.ts"\n\n',
    "/** The SQL of every statement, by name. */\n",
    `export const texts: Readonly<Record<string, QueryText>> = {\n${entries.join("")}}\n`,
  ].join("")
}

/** SQLite's own quotes are double. */
const quoted = (sql: string): string => `'${sql.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`
