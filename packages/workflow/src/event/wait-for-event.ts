import { currentCalls } from "../call/calls.ts"
import { durationMillis } from "../duration/duration.ts"
import { checkName } from "../name/check-name.ts"
import { checkOptions, type OptionKinds } from "../option/check-options.ts"
import { aFunction, anything, isTrue, schema } from "../option/option-kind.ts"
import type { Schema, Unchecked, Written } from "../schema/schema.ts"
import type { EventOf, EventOptions } from "./event-options.ts"
import { owed } from "../region/region.ts"
import { NobodySends } from "./nobody-sends.ts"

/**
 * Waits in a workflow for an event that somebody sends; what came before it waited, and that its run has not taken, counts
 * too, unless the wait is `fresh`. Throws `EventTimedOut` when `timeout` is over and no `onTimeout` is given.
 *
 * @example
 * const approval = await waitForEvent("approval", {
 *   schema: z.object({ orderId: z.string(), by: z.string() }),
 *   where: (event) => event.orderId === order.id,
 *   timeout: "3 days",
 * })
 *
 * @example
 * // Whoever knocked before is gone.
 * const knock = await waitForEvent("knock", { fresh: true, timeout: "1 hour", onTimeout: "nobody" })
 */
export const waitForEvent = <Payload extends Schema<Written, unknown> = Unchecked, Default extends Written = never>(
  name: string,
  options: EventOptions<Payload, Default> = {},
): Promise<EventOf<Payload> | NoInfer<Default>> => {
  checkName("event", name)
  checkOptions(`waitForEvent("${name}")`, options, optionKinds)
  const { where, fresh, timeout, onTimeout } = options
  const millis = timeout === undefined ? undefined : durationMillis(timeout)
  const calls = currentCalls()
  if (calls === undefined) throw new NobodySends(name)
  const told = owed()
  if (told !== undefined) return told
  const answer = calls.event({
    name,
    ...(options.schema !== undefined && { schema: options.schema }),
    // Whoever answers has parsed the event by the schema beside it.
    ...(where !== undefined && { where: where as (event: unknown) => boolean }),
    ...(fresh && { fresh }),
    ...(millis !== undefined && { timeout: millis }),
    ...(Object.hasOwn(options, "onTimeout") && { onTimeout: { value: onTimeout } }),
  })
  return answer as Promise<EventOf<Payload> | NoInfer<Default>> // as above
}

/** What a program without types may say wrong; a duration has an error of its own. */
const optionKinds: OptionKinds<EventOptions> = {
  schema,
  where: aFunction,
  fresh: isTrue,
  timeout: anything,
  onTimeout: anything,
}
