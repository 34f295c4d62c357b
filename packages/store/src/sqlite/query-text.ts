import type { Compilable, Kysely, RawBuilder } from "kysely"
import type { Tables } from "./schema.ts"

/** Says what a query asks, with stand-ins for the values that come later. */
export type Build<Values, Row> = (queries: Kysely<Tables>, values: Values, raw: Raw) => Compilable<Row>

/** Kysely's `sql`, for what it has no word for. */
export type Raw = <Value>(text: TemplateStringsArray) => RawBuilder<Value>

/** A query as SQLite reads it, and what goes into its places: a value by its name, or always the same. */
export interface QueryText {
  readonly sql: string
  readonly places: readonly ({ readonly value: string } | { readonly constant: unknown })[]
}
