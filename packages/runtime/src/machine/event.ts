import type { OpenWait, Primitive, WaitId } from "@statewright/model"
import { durationMillis } from "@statewright/workflow"
import type { Duration } from "@statewright/workflow"
import type { EventCommand } from "./command.ts"
import { copyUnlessStill } from "./input-of.ts"
import type { EventSite } from "./event-site.ts"
import type { Move } from "./move.ts"

/** What a segment says of a wait for an event. */
export interface EventSource {
  /** The locals that the site's `where` reads. */
  readonly given?: unknown
  /** What the site's `paths` must be equal to, in their order. */
  readonly keys?: () => readonly unknown[]
  /** What came before does not count. */
  readonly fresh?: true
  readonly timeout?: Duration
  readonly onTimeout?: unknown
}

/**
 * What `await waitForEvent(...)` becomes: the segment ends here, and the next one receives the payload.
 *
 * @example
 * return event("approval", { keys: () => [f.order.id], timeout: "3 days" })
 */
export const event = (site: string, source: EventSource = {}): EventCommand => {
  const { given, keys, fresh, timeout, onTimeout } = source
  return {
    kind: "event",
    site,
    ...(given !== undefined && { given }),
    ...(keys !== undefined && { keys }),
    ...(fresh && { fresh }),
    ...(timeout !== undefined && { timeoutMillis: durationMillis(timeout) }),
    ...(Object.hasOwn(source, "onTimeout") && { onTimeout: { value: onTimeout } }),
  }
}

/** The place that a segment names. */
export const siteOf = ({ events, workflow }: Pick<Move, "events" | "workflow">, id: string): EventSite => {
  const found = events[id]
  if (found === undefined) throw new Error(`invariant: workflow ${workflow} has no site ${id}`)
  return found
}

/** Asks for the wait, with all that it depends on as it is now. */
export const openEventWait = (move: Move, wait: WaitId, command: EventCommand): OpenWait => {
  const { site, given, keys, fresh, timeoutMillis, onTimeout } = command
  const { name } = siteOf(move, site)
  const copy = (value: unknown): unknown => copyUnlessStill(move, value, `wait for event \`${name}\``)
  return {
    kind: "open-wait",
    wait,
    site,
    name,
    ...(keys !== undefined && keysNow(keys)),
    ...(given !== undefined && { given: copy(given) }),
    ...(fresh && { fresh }),
    ...(timeoutMillis !== undefined && { dueAt: move.now + timeoutMillis }),
    ...(onTimeout !== undefined && { onTimeout: { value: copy(onTimeout.value) } }),
  }
}

/** Total: what the author compares with may throw, or be what is never equal to anything stored. */
const keysNow = (keys: () => readonly unknown[]): Pick<OpenWait, "keys" | "unmatchable"> => {
  try {
    const values = keys()
    const odd = values.find((value) => !isPrimitive(value))
    if (odd !== undefined) return { unmatchable: `it is compared with a value of type ${typeof odd}` }
    return { keys: values.filter(isPrimitive) }
  } catch (error) {
    const why = error instanceof Error ? error.message : typeof error
    return { unmatchable: `what it is compared with could not be had: ${why}` }
  }
}

const isPrimitive = (value: unknown): value is Primitive =>
  value === null || !["object", "function", "symbol"].includes(typeof value)
