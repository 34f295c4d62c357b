import type { Connection } from "./driver.ts"
import type { Build, QueryText } from "./query-text.ts"
import { texts } from "./texts.generated.ts"

/** A statement that was prepared once. */
export interface Statement<Values, Row> {
  /** Answers how many rows changed. */
  run(values: Values): number
  get(values: Values): Row | undefined
  all(values: Values): Row[]
}

/**
 * Prepares a statement on one connection. Its text was printed beforehand under its name, for Kysely takes longer to
 * load than all the rest of an engine: `node packages/store/scripts/texts.ts`.
 */
export type Prepare = <Values extends object, Row>(name: string, build: Build<Values, Row>) => Statement<Values, Row>

/** Prepares a query whose shape is known only now. */
export type PrepareNow = <Row>(build: Build<object, Row>) => Promise<Statement<object, Row>>

/**
 * @example
 * const prepare = statements(connection)
 * const byId = prepare("read-runs/byId", (q, v: { id: string }) => q.selectFrom("runs").selectAll().where("id", "=", v.id))
 * byId.get({ id: "r1" })
 */
export const statements =
  (connection: Connection): Prepare =>
  (name) => {
    const text: QueryText | undefined = texts[name]
    if (text === undefined) throw new Error(`invariant: ${name} was not printed: node packages/store/scripts/texts.ts`)
    return statementOf(connection, text)
  }

/** With Kysely, which is loaded for it. */
export const statementsNow =
  (connection: Connection): PrepareNow =>
  async (build) => {
    const { compileQuery } = await import("./compile-query.ts")
    return statementOf(connection, compileQuery(build))
  }

const statementOf = <Values extends object, Row>(
  connection: Connection,
  { sql, places }: QueryText,
): Statement<Values, Row> => {
  const statement = connection.prepare<unknown[], Row>(sql)
  const bind = (values: Values): unknown[] =>
    places.map((place) => ("value" in place ? values[place.value as keyof Values] : place.constant)) // its name came from `Values`
  return {
    run: (values) => statement.run(...bind(values)).changes,
    get: (values) => statement.get(...bind(values)),
    all: (values) => statement.all(...bind(values)),
  }
}
