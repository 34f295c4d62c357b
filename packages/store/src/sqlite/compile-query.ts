import { DummyDriver, Kysely, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely"
import type { Tables } from "./schema.ts"
import type { Build, QueryText } from "./query-text.ts"

/** Kysely as the writer of SQL text only; the statements run on the driver itself. */
const queries = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** Prints a query: `build` gets a stand-in for each of the values that come later. */
export const compileQuery = <Values extends object, Row>(build: Build<Values, Row>): QueryText => {
  const compiled = build(queries, standIns<Values>(), sql).compile()
  return {
    sql: compiled.sql.replaceAll(compared, "+?"),
    places: compiled.parameters.map((parameter) =>
      isStandIn(parameter) ? { value: parameter.standsFor } : { constant: parameter },
    ),
  }
}

/**
 * A place that something is compared with, or a limit. SQLite may have looked whether what stands there fits a partial index or an
 * order, and then prepares the statement anew whenever it is bound, which takes ten times as long as to run it. Behind a
 * plus, which does nothing, it does not look.
 */
const compared = /(?<= (?:=|<>|[<>]=?|limit) )\?/gu

interface StandIn {
  readonly standsFor: string
}

const standIns = <Values extends object>(): Values =>
  new Proxy({}, { get: (_, name): StandIn => ({ standsFor: String(name) }) }) as Values // typed as the values that will be bound in their place

const isStandIn = (value: unknown): value is StandIn =>
  typeof value === "object" && value !== null && "standsFor" in value
