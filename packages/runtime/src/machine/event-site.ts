import type { Schema } from "@statewright/workflow"
import { defaultSegmentTimeout, withinLimit } from "./within-limit.ts"

/** A place where a workflow waits for an event. */
export interface EventSite {
  /** The name of the event. */
  readonly name: string
  /** What a payload must fit. */
  readonly schema?: Schema
  /** The parts of a payload that must be equal to the `keys` of a wait, each as the way to it. */
  readonly paths?: readonly (readonly string[])[]
  /** What else must hold. */
  readonly where?: (event: unknown, given: unknown) => boolean
}

/** What codegen prints of a place where a workflow waits for an event. */
export interface EventSiteSource<Event, Given> {
  readonly schema?: Schema<unknown, Event>
  readonly paths?: readonly (readonly string[])[]
  readonly where?: (event: Event, given: Given) => boolean
  /** Why `where` may never end: it is asked under a time limit, and one that is stopped matches nothing. */
  readonly guarded?: string
}

/**
 * A place where a workflow waits for an event.
 *
 * @example
 * site("approval", { schema: Approval, paths: [["orderId"]], where: (e, given: { least: number }) => e.cents > given.least })
 */
export const site = <Event = unknown, Given = unknown>(
  name: string,
  { schema, paths, where, guarded }: EventSiteSource<Event, Given> = {},
): EventSite => ({
  name,
  ...(paths !== undefined && { paths }),
  // The machine is printed from the chart that typed both.
  ...(schema !== undefined && { schema }),
  ...(where !== undefined && { where: limited(where as Where, name, guarded) }),
})

type Where = (event: unknown, given: unknown) => boolean

const limited = (where: Where, name: string, guarded: string | undefined): Where =>
  guarded === undefined
    ? where
    : (event, given) => {
        let holds = false
        const limit = { millis: defaultSegmentTimeout }
        const ends = withinLimit(limit, () => void (holds = where(event, given)))
        if (!ends) throw new Error(`The \`where\` of \`${name}\` did not end within ${limit.millis} ms (${guarded}).`)
        return holds
      }
