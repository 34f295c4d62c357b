import type { Duration } from "../duration/duration.ts"
import type { ParsedOf, Schema, Unchecked, Written } from "../schema/schema.ts"

/** What can be said of a wait for an event. */
export interface EventOptions<Payload extends Schema<Written, unknown> = Unchecked, Default = never> {
  /** What a payload must fit, and what the workflow is given; without it a payload is `unknown`. */
  readonly schema?: Payload
  /**
   * Which events are meant: sees the locals of the workflow as they were when the wait began. A conjunct
   * `event.orderId === order.id` is found by an index, however many runs wait.
   */
  readonly where?: (event: EventOf<Payload>) => boolean
  /**
   * Takes only an event that was accepted after the wait began: one that came before is left alone, for others. Without it,
   * what came before and was not taken counts too.
   */
  readonly fresh?: true
  /** How long it waits at most; then it throws `EventTimedOut`, unless `onTimeout` is given. */
  readonly timeout?: Duration
  /** What the call answers when the time is over. */
  readonly onTimeout?: Default
}

/** What a wait answers: the payload as its schema makes it. */
export type EventOf<Payload extends Schema<Written, unknown>> = Payload extends Unchecked ? unknown : ParsedOf<Payload>
