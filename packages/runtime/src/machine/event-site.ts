import type { Schema } from "@statewright/workflow"

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
}

/**
 * A place where a workflow waits for an event.
 *
 * @example
 * site("approval", { schema: Approval, paths: [["orderId"]], where: (e, given: { least: number }) => e.cents > given.least })
 */
export const site = <Event = unknown, Given = unknown>(
  name: string,
  { schema, paths, where }: EventSiteSource<Event, Given> = {},
): EventSite => ({
  name,
  ...(paths !== undefined && { paths }),
  // The machine is printed from the chart that typed both.
  ...(schema !== undefined && { schema }),
  ...(where !== undefined && { where: where as (event: unknown, given: unknown) => boolean }),
})
