import type * as Context from "effect/Context"
import { parse, type Schema } from "@statewright/workflow"
import { inTime } from "./in-time.ts"
import { NotYet } from "./not-yet.ts"
import type { Reader } from "./reader.ts"
import { note, type Noted, soon, valueOf } from "./soon.ts"

interface Reading {
  readonly until: Promise<void>
  readonly noted: Noted
}

/**
 * Reads for whoever must not wait: what a schema takes its time for is begun and `NotYet` is thrown; whoever comes back
 * with the same key is given what came of it.
 */
export const memoReader = (services: Context.Context<never>): Reader => {
  let readings: Map<Schema, Map<string, Reading>> | undefined
  return async ({ schema, value, boundary, key }) => {
    if (schema === undefined) return value
    const begun = readings?.get(schema)?.get(key())
    if (begun?.noted.settled !== undefined) return valueOf(begun.noted.settled)
    if (begun !== undefined) throw new NotYet(begun.until)

    const parsed = parse(schema, value, boundary)
    const known = await soon(parsed)
    if (known !== undefined) return valueOf(known)
    const noted: Noted = {}
    const reading: Reading = { until: note(inTime(services, parsed, boundary), noted), noted }
    readings ??= new Map()
    readings.set(schema, (readings.get(schema) ?? new Map<string, Reading>()).set(key(), reading))
    throw new NotYet(reading.until)
  }
}
