import type { WaitFor } from "@statewright/model"

/** What a wait for an event asks, in words: `waits for approval where e.orderId === order.id, at most 3 days`. */
export const eventText = ({ event, where, timeout }: Extract<WaitFor, { kind: "event" }>): string =>
  [
    `waits for ${event}`,
    ...(where === undefined ? [] : [` where ${where}`]),
    ...(timeout === undefined ? [] : [`, at most ${timeout}`]),
  ].join("")
