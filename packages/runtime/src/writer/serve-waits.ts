import type { Store, WaitTrouble } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import { chooseWait } from "../events/choose-wait.ts"
import type { HeldEvents } from "../events/held-events.ts"
import { incomingEvent } from "../events/incoming-event.ts"
import { type Delivery, deliverEvent } from "./deliver-event.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"

/** What serving waits needs of the engine. */
export interface Serving {
  readonly store: Store
  readonly programs: Programs
  readonly held: HeldEvents
  /** How long events that were sent to all are kept for waits that open later, in ms. */
  readonly retain: number
}

/**
 * Gives the waits of a run the events that came before them: those of `names`, and of every wait that opens because of
 * it. What comes of each is a transition of its own.
 */
export const serveWaits = async (
  serving: Serving,
  live: LiveRun,
  names: Iterable<string>,
  moment: Moment,
): Promise<readonly Prepared[]> => {
  const wanted = new Set(names)
  const served: Prepared[] = []
  const troubles: WaitTrouble[] = []
  while (live.rests === undefined) {
    const delivery = await nextDelivery(serving, live, wanted, { now: moment.now, troubles })
    if (delivery === undefined) break
    const prepared = await deliverEvent(live, delivery, moment)
    served.push(prepared)
    for (const { name } of prepared.transition.openWaits ?? []) wanted.add(name)
  }
  if (troubles.length === 0) return served
  return [...served, { transition: { runId: live.id, at: moment.now, run: { kind: "none" }, troubles }, launches: [] }]
}

/** The oldest event that one of the run's waits takes, and which of them. */
const nextDelivery = async (
  serving: Serving,
  live: LiveRun,
  names: ReadonlySet<string>,
  { now, troubles }: { readonly now: number; readonly troubles: WaitTrouble[] },
): Promise<Delivery | undefined> => {
  let next: Delivery | undefined
  for (const name of names) {
    const found = await oldestOf(serving, live, { name, now, troubles })
    if (found !== undefined && (next === undefined || found.event.row.seq < next.event.row.seq)) next = found
  }
  return next
}

const oldestOf = async (
  { programs, held, retain }: Serving,
  live: LiveRun,
  { name, now, troubles }: { readonly name: string; readonly now: number; readonly troubles: WaitTrouble[] },
): Promise<Delivery | undefined> => {
  const waits = [...live.open.values()].filter((wait) => wait.name === name)
  if (waits.every(({ key }) => key === null)) return undefined
  const { id: runId, taking } = live
  for await (const row of held.forWaits({ runId, name, waits, taking, since: now - retain })) {
    if (taking.has(row.seq)) continue
    const event = incomingEvent(row)
    const choice = await chooseWait(programs.sites, event, { runId: live.id, waits }, troubles)
    if (choice !== undefined) return { ...choice, event, troubles: [], isFound: true }
  }
  return undefined
}
