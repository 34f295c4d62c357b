import type { WaitFor } from "@statewright/model"

/** What a wait for an event asks, in words: `waits for approval where e.orderId === order.id, from now on, at most 3 days`. */
export const eventText = ({ event, where, fresh, timeout }: Extract<WaitFor, { kind: "event" }>): string =>
  [
    `waits for ${event}`,
    ...(where === undefined ? [] : [` where ${where}`]),
    ...(fresh ? [", from now on"] : []),
    ...(timeout === undefined ? [] : [`, at most ${timeout}`]),
  ].join("")
