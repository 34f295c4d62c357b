import { decodeValue, encodeValue } from "@statewright/model"
import type { EventRow } from "@statewright/store"
import type { Schema } from "@statewright/workflow"
import { NotYet, unknowns } from "../boundary/not-yet.ts"
import type { Reader } from "../boundary/reader.ts"
import { isSlowSchema } from "../error/schema-timed-out.ts"
import type { EventSite } from "../machine/event-site.ts"
import type { KnownSites } from "./known-sites.ts"
import type { Refusal } from "./refusal.ts"

/** An event that was accepted, as places read it. */
export interface IncomingEvent<Row = EventRow> {
  readonly row: Row
  /** The payload as the schema of a place makes it; each schema is asked once. */
  readonly read: (site: EventSite) => Promise<Reading>
}

type Sent = Pick<EventRow, "name" | "payload"> & Partial<Pick<EventRow, "seq">>

/** A payload as a schema makes it: as it would be stored, so that whoever reads it sees what the workflow is given. */
export type Reading =
  | {
      readonly fits: true
      /** For predicates alone: others read it too. */
      readonly value: unknown
      readonly text: string
    }
  | { readonly fits: false; readonly error: unknown }

/** An event, read by each schema once. */
export const incomingEvent = <Row extends Sent>(row: Row, reader: Reader): IncomingEvent<Row> => {
  const readings = new Map<Schema | undefined, Promise<Reading>>()
  return {
    row,
    read: ({ schema }) => {
      const known = readings.get(schema) ?? readPayload(row, schema, reader)
      readings.set(schema, known)
      return known
    },
  }
}

/** A schema may throw whatever it likes. */
const readPayload = async (
  { seq, name, payload }: Sent,
  schema: Schema | undefined,
  read: Reader,
): Promise<Reading> => {
  const boundary = `payload of event \`${name}\``
  try {
    if (schema === undefined) return { fits: true, value: decodeValue(payload), text: payload }
    const parsed = await read({ schema, value: decodeValue(payload), boundary, event: seq, key: () => `event ${seq}` })
    const text = encodeValue(parsed, boundary)
    return { fits: true, value: decodeValue(text), text }
  } catch (error) {
    if (error instanceof NotYet) throw error
    return { fits: false, error }
  }
}

/** Why no place that waits for such an event takes it; `undefined` if one does, or if none is known. */
export const misfitOf = async (
  sites: Pick<KnownSites, "named">,
  event: IncomingEvent<Sent>,
): Promise<Refusal | undefined> => {
  let refusal: Refusal | undefined
  const slow = unknowns()
  for (const { site } of sites.named(event.row.name)) {
    const reading = await slow.of(() => event.read(site))
    if (reading === undefined) continue
    if (reading.fits) return undefined
    // Where one does not know it, nobody can say that none takes it.
    if (isSlowSchema(reading.error)) refusal = { kind: "slow" }
    refusal ??= { kind: "misfit", why: wordsOf(reading.error) }
  }
  slow.require()
  return refusal
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
