import { decodeValue, encodeValue } from "@statewright/model"
import type { EventRow } from "@statewright/store"
import { parse, type Schema } from "@statewright/workflow"
import type { EventSite } from "../machine/event-site.ts"
import type { KnownSites } from "./known-sites.ts"

/** An event that was accepted, as places read it. */
export interface IncomingEvent<Row = EventRow> {
  readonly row: Row
  /** The payload as the schema of a place makes it; each schema is asked once. */
  readonly read: (site: EventSite) => Promise<Reading>
}

type Sent = Pick<EventRow, "name" | "payload">

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
export const incomingEvent = <Row extends Sent>(row: Row): IncomingEvent<Row> => {
  const readings = new Map<Schema | undefined, Promise<Reading>>()
  return {
    row,
    read: ({ schema }) => {
      const known = readings.get(schema) ?? readPayload(row, schema)
      readings.set(schema, known)
      return known
    },
  }
}

/** A schema may throw whatever it likes. */
const readPayload = async ({ name, payload }: Sent, schema: Schema | undefined): Promise<Reading> => {
  const boundary = `payload of event \`${name}\``
  try {
    if (schema === undefined) return { fits: true, value: decodeValue(payload), text: payload }
    const text = encodeValue(await parse(schema, decodeValue(payload), boundary), boundary)
    return { fits: true, value: decodeValue(text), text }
  } catch (error) {
    return { fits: false, error }
  }
}

/** Why no place that waits for such an event takes it; `undefined` if one does, or if none is known. */
export const misfitOf = async (
  sites: Pick<KnownSites, "named">,
  event: IncomingEvent<Sent>,
): Promise<string | undefined> => {
  let why: string | undefined
  for (const { site } of sites.named(event.row.name)) {
    const reading = await event.read(site)
    if (reading.fits) return undefined
    why ??= reading.error instanceof Error ? reading.error.message : String(reading.error)
  }
  return why
}
