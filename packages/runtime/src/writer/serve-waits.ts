import type { Store, Transition, WaitTrouble } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import { unknowns } from "../boundary/not-yet.ts"
import { chooseWait } from "../events/choose-wait.ts"
import type { HeldEvents } from "../events/held-events.ts"
import { incomingEvent } from "../events/incoming-event.ts"
import { type Delivery, deliverEvent } from "./deliver-event.ts"
import { type LiveRun, mainFrame } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import type { Prepared } from "./prepared.ts"

/** What serving waits needs of the engine. */
export interface Serving {
  readonly store: Store
  readonly programs: Programs
  readonly held: HeldEvents
  /** How long events that were sent to all are kept for waits that open later, in ms. */
  readonly retain: number
  /** Events to all, some of whose runs are still to be asked: what came after them does not come to a run before them. */
  readonly underway: Set<number>
}

/** What waits take. */
export interface Served {
  /** A transition for each event. */
  readonly parts: readonly Prepared[]
  /** There may be more to take: a timer that is due at once goes on with it, so that other work comes between. */
  readonly isCut: boolean
}

/** So many events are given to runs because of one piece of work. */
export const mostServed = 100

const serveTimer = { frame: mainFrame, waitId: "", kind: "serve" } as const

/**
 * Gives the waits of a run the events that came before them: those of `names`, and of every wait that opens because of
 * it. What comes of each is a transition of its own.
 */
export const serveWaits = async (
  serving: Serving,
  live: LiveRun,
  { names, most = mostServed }: { readonly names: Iterable<string>; readonly most?: number },
  moment: Moment,
): Promise<Served> => {
  const wanted = new Set(names)
  const served: Prepared[] = []
  const troubles: WaitTrouble[] = []
  let isCut = false
  while (live.rests === undefined) {
    const delivery = await nextDelivery(serving, live, wanted, { moment, troubles })
    if (delivery === undefined) break
    isCut = served.length >= most
    if (isCut) break
    const prepared = await deliverEvent(live, delivery, moment)
    served.push(prepared)
    for (const { name } of prepared.transition.openWaits ?? []) wanted.add(name)
  }
  if (isCut) live.behind = true
  if (!isCut && troubles.length === 0) return { parts: served, isCut }
  const setTimers = isCut ? [{ ...serveTimer, dueAt: moment.now }] : []
  return { parts: [...served, aside(live, moment, { troubles, setTimers, needs: isCut ? served.length : 0 })], isCut }
}

/** The same for all its waits; a run that was behind is so no more once nothing is left. */
export const serveAll = async (serving: Serving, live: LiveRun, moment: Moment): Promise<Served> => {
  const names = [...live.open.values()].map(({ name }) => name)
  const { parts, isCut } = await serveWaits(serving, live, { names }, moment)
  if (isCut || !live.behind) return { parts, isCut }
  live.behind = false
  return { parts: [...parts, aside(live, moment, { clearTimers: [serveTimer], needs: parts.length })], isCut }
}

/** What is stored beside the moves of a run. */
const aside = (live: LiveRun, { now }: Moment, more: Partial<Transition>): Prepared => ({
  transition: { runId: live.id, at: now, run: { kind: "none" }, ...more },
  launches: [],
})

interface Looking {
  readonly moment: Moment
  readonly troubles: WaitTrouble[]
}

/** So many events are read at once, where reading takes its time. */
const mostAhead = 200

/** The oldest event that one of the run's waits takes, and which of them. */
const nextDelivery = async (
  serving: Serving,
  live: LiveRun,
  names: ReadonlySet<string>,
  looking: Looking,
): Promise<Delivery | undefined> => {
  let next: Delivery | undefined
  for (const name of names) {
    const found = await oldestOf(serving, live, { ...looking, name })
    if (found !== undefined && (next === undefined || found.event.row.seq < next.event.row.seq)) next = found
  }
  return next
}

const oldestOf = async (
  { programs, held, retain }: Serving,
  live: LiveRun,
  { name, moment, troubles }: Looking & { readonly name: string },
): Promise<Delivery | undefined> => {
  const waits = [...live.open.values()].filter((wait) => wait.name === name)
  if (waits.every(({ key }) => key === null)) return undefined
  const { id: runId, taking } = live
  // Those behind one that is not read yet are read with it, and none of them is taken before it.
  const slow = unknowns()
  for await (const row of held.forWaits({ runId, name, waits, taking, since: moment.now - retain })) {
    if (taking.has(row.seq)) continue
    const event = incomingEvent(row, moment.read)
    const choice = await slow.of(() => chooseWait(programs.sites, event, { runId: live.id, waits }, troubles))
    if (slow.count() === 0 && choice !== undefined) return { ...choice, event, troubles: [] }
    if (slow.count() >= mostAhead || choice !== undefined) break
  }
  slow.require()
  return undefined
}
