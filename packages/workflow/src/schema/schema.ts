import type { StandardSchemaV1 } from "@standard-schema/spec"

/** A schema of any library that follows Standard Schema: zod, valibot, arktype, Effect Schema. */
export type Schema<Given = unknown, Parsed = Given> = StandardSchemaV1<Given, Parsed>

/** The type that a schema accepts. */
export type GivenOf<S extends Schema> = StandardSchemaV1.InferInput<S>

/** The type that a schema makes of what it accepts. */
export type ParsedOf<S extends Schema> = StandardSchemaV1.InferOutput<S>

/** Stands for the schema that an author left out: the value is passed on as it is. */
export interface Unchecked extends Schema {
  readonly unchecked: true
}

/**
 * Accepts the input type of every schema. As a bound it makes TypeScript keep `"shipped"` and `true` of an author's
 * `return { status: "shipped" }` instead of widening them to `string` and `boolean` before the schema is compared.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- everything but null and undefined is meant
export type Written = {} | null | undefined | "" | true | { readonly [key: string]: Written } | readonly Written[]

/** What an author's function must return: what the output schema accepts, or anything where there is no schema. */
export type ReturnedBy<Output extends Schema<Written, unknown>, Result> = Output extends Unchecked
  ? Result
  : GivenOf<Output>

/** What a caller gets: what the output schema makes of it, or what was returned where there is no schema. */
export type AnsweredBy<Output extends Schema<Written, unknown>, Result> = Output extends Unchecked
  ? Result
  : ParsedOf<Output>

/**
 * What an author's function receives. The condition always holds: it ranks the schema above the annotation of a
 * parameter, so that the error stands at the parameter when the two differ.
 */
export type ReceivedBy<Input, Output> = [Output] extends [never] ? never : Input
