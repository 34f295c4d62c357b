import { decodeValue } from "@statewright/model"
import { broadcast } from "@statewright/store"
import type { WaitTrouble } from "@statewright/store"
import { advance } from "../advance/advance.ts"
import type { Choice } from "../events/choose-wait.ts"
import { eventIdOf } from "../events/event-id.ts"
import type { IncomingEvent } from "../events/incoming-event.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"

/** An event, the wait that takes it, and what went wrong on the way. */
export interface Delivery extends Choice {
  readonly event: IncomingEvent
  readonly troubles: readonly WaitTrouble[]
}

/** Prepares what follows when a wait takes an event: once for each run and event, as the rows say. */
export const deliverEvent = (live: LiveRun, delivery: Delivery, moment: Moment): Promise<Prepared> => {
  const { event, wait, text, troubles } = delivery
  const { frame, waitId } = wait
  const { seq, runId, id, name, payload, acceptedAt } = event.row
  const isToAll = runId === broadcast
  live.taking.add(seq)
  return moveRun(
    live,
    moment,
    (given) =>
      advance(live.program, live.frame, { wait: waitId, outcome: { ok: true, value: decodeValue(text) }, ...given }),
    {
      movedBy: { kind: "event", waitId },
      ...(!isToAll && { takes: [seq] }),
      received: [{ frame, waitId, seq, eventId: eventIdOf(id), name, acceptedAt, ...(isToAll && { payload }) }],
      // Counted with what moves the run: so it is right, however often the event is looked at.
      events: [isToAll ? { kind: "reached", seq } : { kind: "looked", seq, reached: 1 }],
      ...(troubles.length > 0 && { troubles }),
      // The run looks for it when it goes on.
      ...(!isToAll && { onPark: { events: [{ kind: "looked", seq, reached: 0 }] } }),
    },
  )
}
