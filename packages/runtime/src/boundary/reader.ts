import * as Context from "effect/Context"
import { parse, type Schema } from "@statewright/workflow"
import { inTime } from "./in-time.ts"
import { soon, valueOf } from "./soon.ts"

/** A value that a schema of the author's is to read. */
export interface ToRead {
  readonly schema: Schema | undefined
  readonly value: unknown
  /** What it is: "input of workflow `ship`". */
  readonly boundary: string
  /** The number of the event whose payload it is. */
  readonly event?: number | undefined
  /** Tells it from all else that is read for the same work; asked only where a schema takes its time. */
  readonly key: () => string
}

/** Gives what a schema makes of a value. Rejects with `ValidationFailed` or `SchemaTimedOut`. */
export type Reader = (toRead: ToRead) => Promise<unknown>

/** Reads for a caller, who waits for it; by the system's clock unless told otherwise. */
export const patientReader =
  (services: Context.Context<never> = Context.empty()): Reader =>
  async ({ schema, value, boundary }) => {
    if (schema === undefined) return value
    const parsed = parse(schema, value, boundary)
    const known = await soon(parsed)
    return known === undefined ? inTime(services, parsed, boundary) : valueOf(known)
  }
