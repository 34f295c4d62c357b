import type { Duration } from "@statewright/workflow"

/** An event that comes some time after the run has begun. */
export interface TimedEvent {
  readonly after: Duration
  readonly payload: unknown
}

/**
 * The payloads that a test sends, by the names of their events: each is there when the run begins, or comes some time
 * after it. One that is itself an object of `after` and `payload` is wrapped: `{ after: 0, payload: { after, payload } }`.
 *
 * @example { approval: [{ after: "2 days", payload: { orderId: "o1" } }], stop: ["at once"] }
 */
export type SentEvents = Readonly<Record<string, readonly unknown[]>>

/** Whether an event comes later. */
export const isTimed = (sent: unknown): sent is TimedEvent =>
  typeof sent === "object" &&
  sent !== null &&
  Object.keys(sent).length === 2 &&
  Object.hasOwn(sent, "after") &&
  Object.hasOwn(sent, "payload")
