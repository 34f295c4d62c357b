import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely"
import type { Compilable } from "kysely"
import type { Connection } from "./driver.ts"
import type { Tables } from "./schema.ts"

/** Kysely as the writer of SQL text only; the statements run on the driver itself. */
const queries = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** A statement that was compiled and prepared once. */
export interface Statement<Values, Row> {
  /** Answers how many rows changed. */
  run(values: Values): number
  get(values: Values): Row | undefined
  all(values: Values): Row[]
}

/** Prepares statements on one connection. */
export type Prepare = <Values extends object, Row>(
  build: (queries: Kysely<Tables>, values: Values) => Compilable<Row>,
) => Statement<Values, Row>

/**
 * Prepares a query whose values come later: `build` gets a stand-in for each of them.
 *
 * @example
 * const byId = prepare((q, v: { id: string }) => q.selectFrom("runs").selectAll().where("id", "=", v.id))
 * byId.get({ id: "r1" })
 */
export const statements =
  (connection: Connection): Prepare =>
  <Values extends object, Row>(
    build: (queries: Kysely<Tables>, values: Values) => Compilable<Row>,
  ): Statement<Values, Row> => {
    const compiled = build(queries, standIns<Values>()).compile()
    const statement = connection.prepare<unknown[], Row>(compiled.sql)
    const bind = (values: Values): unknown[] =>
      compiled.parameters.map((parameter) =>
        isStandIn(parameter) ? values[parameter.standsFor as keyof Values] : parameter,
      ) // its name came from `Values`
    return {
      run: (values) => statement.run(...bind(values)).changes,
      get: (values) => statement.get(...bind(values)),
      all: (values) => statement.all(...bind(values)),
    }
  }

interface StandIn {
  readonly standsFor: string
}

const standIns = <Values extends object>(): Values =>
  new Proxy({}, { get: (_, name): StandIn => ({ standsFor: String(name) }) }) as Values // typed as the values that will be bound in their place

const isStandIn = (value: unknown): value is StandIn =>
  typeof value === "object" && value !== null && "standsFor" in value
