import { broadcast } from "@statewright/store"
import type { EventRow, EventWrite, NewWait, Store, Transition, WaitsFor, WaitTrouble } from "@statewright/store"
import { unknowns } from "../boundary/not-yet.ts"
import { chooseWait } from "../events/choose-wait.ts"
import { type IncomingEvent, incomingEvent, misfitOf } from "../events/incoming-event.ts"
import { keyOfEvent } from "../events/match-key.ts"
import { requireReadable } from "../events/readable-wait.ts"
import { type Refusal, refusalText } from "../events/refusal.ts"
import { pendingStart } from "../start/pending-start.ts"
import { deliverEvent } from "./deliver-event.ts"
import type { LiveRun, LiveRuns } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { isStorageError } from "./is-storage-error.ts"
import { park } from "./park.ts"
import type { Later, Prepared } from "./prepared.ts"
import { serveAll, type Serving } from "./serve-waits.ts"
import type { EventWork } from "./work.ts"

/** What giving events away needs of the engine. */
export interface GivingEvents extends Serving {
  readonly runs: LiveRuns
  readonly order: EventOrder
}

/** What must not be overtaken. */
export interface EventOrder {
  /** Whether another event has to go first. */
  readonly isBehind: () => boolean
  /** Throws `NotYet` while something that came before is to move this run. */
  readonly requireFree: (runId: string) => void
  /** Rejects with `NotYet` while an event that was accepted before this one may be what one of the run's waits is for. */
  readonly requireFirst: (
    event: Pick<EventRow, "seq">,
    runId: string,
    waits: () => Promise<Iterable<NewWait>>,
  ) => Promise<void>
}

/**
 * Prepares what follows from an event that was accepted: whoever waits for it moves on, and it is settled in the same
 * transaction. Rejects with `NotYet`. `later`: a run that it concerns ends, or comes to rest, in this very batch, and what is stored then says
 * what becomes of the event.
 */
export const prepareEvent = async (
  giving: GivingEvents,
  { seq, left }: EventWork,
  moment: Moment,
): Promise<Prepared | Later | undefined> => {
  const row = await giving.store.event(seq)
  if (row === undefined || row.settled) return undefined
  const event = incomingEvent(row, moment.read)
  const refusal = await misfitOf(giving.programs.sites, event)
  // It was read ahead.
  if (giving.order.isBehind()) return "later"
  // One that has reached somebody fitted, whatever the schemas of today say.
  if (refusal !== undefined && !row.reached) return refused(event, refusal, moment)
  return row.runId === broadcast ? toAll(giving, event, moment, left) : toOne(giving, event, moment)
}

const toOne = async (giving: GivingEvents, event: IncomingEvent, moment: Moment): Promise<Prepared | Later> => {
  const { store, runs, programs, order } = giving
  const { runId, seq, id, name } = event.row
  order.requireFree(runId)
  const kept = settled(event, moment, [{ kind: "looked", seq, reached: 0 }])
  const row = await store.run(runId)
  switch (row?.status) {
    case undefined:
      // A start that nobody has taken yet: its run looks for what came before.
      return (await pendingStart(store, runId)) === undefined ? refused(event, { kind: "no-run" }, moment) : kept
    case "completed":
    case "failed":
    case "cancelled":
      return refused(event, { kind: "ended", status: row.status }, moment)
    case "queued":
    case "parked":
      return kept
    case "running":
  }
  const present = runs.peek(runId)
  if (present?.rests === true || present?.taking.has(seq) === true) return "later"
  const troubles: WaitTrouble[] = []
  const waits = present === undefined ? await readable(store.waits(runId)) : [...present.open.values()]
  if ("unreadable" in waits) return { ...kept, before: [parking(row, waits.unreadable, moment)] }
  const choice = await chooseWait(programs.sites, event, { runId, waits }, troubles)
  if (choice === undefined) return { ...kept, transition: { ...kept.transition, troubles } }
  await order.requireFirst(event.row, runId, async () => waits)
  const found = await runs.get(runId)
  switch (found.status) {
    case "live": {
      const live = found.run
      if (!hasOlder(giving, live, seq)) return deliverEvent(live, { ...choice, event, troubles }, moment)
      const { parts } = await serveAll(giving, live, moment)
      const served = { launches: [], before: parts }
      const transition = { runId, at: moment.now, run: { kind: "none" }, needs: parts.length } as const
      if (live.taking.has(seq)) return { ...served, transition }
      // What becomes of one that was not taken is known once the run has ended or rests.
      if (live.rests === true) return { ...served, transition, follows: [{ kind: "event", seq, id, name, to: runId }] }
      return { ...served, transition: { ...kept.transition, troubles, needs: parts.length } }
    }
    case "settling":
      return "later"
    case "damaged":
      return { ...kept, before: [parking(found.row, found.error, moment)] }
    case "gone":
      return kept
  }
}

/** So many runs are given an event in one transaction, or so many asked: other work comes between. */
const mostGiven = 100
const mostAsked = 1_000

const toAll = async (
  giving: GivingEvents,
  event: IncomingEvent,
  moment: Moment,
  left: readonly string[] | undefined,
): Promise<Prepared> => {
  const { seq, id, name } = event.row
  const places = await placesOf(giving, event)
  const runIds = left ?? (await waitingRuns(giving.store, places))
  const troubles: WaitTrouble[] = []
  const before: Prepared[] = []
  const again: string[] = []
  const slow = unknowns()
  let asked = 0
  for (const runId of runIds) {
    if (asked === mostAsked || before.length >= mostGiven) break
    asked += 1
    const given = await slow.of(() => toRun(giving, event, { runId, places, troubles }, moment))
    before.push(...(given?.parts ?? []))
    if (given?.isAsked === false) again.push(runId)
  }
  slow.require()
  const still = [...again, ...runIds.slice(asked)]
  const undo = (): void => void giving.underway.add(seq)
  if (still.length > 0) giving.underway.add(seq)
  // What it has reached is counted with each.
  const { transition } = settled(event, moment, still.length > 0 ? [] : [{ kind: "looked", seq, reached: 0 }])
  return {
    transition: { ...transition, troubles, needs: before.length },
    launches: [],
    before,
    ...(still.length > 0 && {
      follows: [{ kind: "event", seq, id, name, to: broadcast, left: still, read: moment.read }],
    }),
    undo,
  }
}

interface AskedRun {
  readonly runId: string
  /** Where an event of this key is waited for. */
  readonly places: readonly WaitsFor[]
  readonly troubles: WaitTrouble[]
}

interface Given {
  readonly parts: readonly Prepared[]
  /** Else the run has to be asked again, in the next batch. */
  readonly isAsked: boolean
}

/** What a run that waited when the event came does with it. A wait that opens later looks for it itself. */
const toRun = async (
  giving: GivingEvents,
  event: IncomingEvent,
  { runId, places, troubles }: AskedRun,
  moment: Moment,
): Promise<Given> => {
  const { store, runs, programs, order } = giving
  const { seq } = event.row
  order.requireFree(runId)
  const present = runs.peek(runId)
  if (present?.rests === true || present?.taking.has(seq) === true) return { parts: [], isAsked: false }
  if (await store.hasReceived(runId, seq)) return nothing
  const waits = await readable(waitsOf(store, places, runId))
  if ("unreadable" in waits) {
    const row = await store.run(runId)
    return row?.status === "running" ? { parts: [parking(row, waits.unreadable, moment)], isAsked: true } : nothing
  }
  // What is in memory is ahead of what is stored.
  const open = present === undefined ? waits : waits.filter(({ waitId }) => present.open.has(waitId))
  const choice = await chooseWait(programs.sites, event, { runId, waits: open }, troubles)
  if (choice === undefined) return nothing
  await order.requireFirst(event.row, runId, async () => present?.open.values() ?? store.waits(runId))
  const found = await runs.get(runId)
  switch (found.status) {
    case "live": {
      const live = found.run
      if (hasOlder(giving, live, seq)) {
        const { parts, isCut } = await serveAll(giving, live, moment)
        return { parts, isAsked: !isCut || live.taking.has(seq) }
      }
      return { parts: [await deliverEvent(live, { ...choice, event, troubles: [] }, moment)], isAsked: true }
    }
    case "settling":
      return { parts: [], isAsked: false }
    case "damaged":
      return { parts: [parking(found.row, found.error, moment)], isAsked: true }
    case "gone":
      return nothing
  }
}

/** Waits that cannot be read, through no fault of the store's, concern their run alone. */
const readable = async (
  waits: Promise<readonly NewWait[]>,
): Promise<readonly NewWait[] | { readonly unreadable: unknown }> => {
  try {
    const found = await waits
    for (const wait of found) requireReadable(wait)
    return found
  } catch (error) {
    if (isStorageError(error)) throw error
    return { unreadable: error }
  }
}

const parking = (run: Parameters<typeof park>[0], error: unknown, { now }: Moment): Prepared => ({
  transition: park(run, error, now),
  launches: [],
})

const nothing: Given = { parts: [], isAsked: true }

/** Whether a run may have to take something before this event: one to others comes first, or its own backlog. */
const hasOlder = ({ underway }: GivingEvents, { behind }: LiveRun, seq: number): boolean =>
  behind || [...underway].some((other) => other < seq)

/** The runs that wait where the event's key leads to. */
const waitingRuns = async (store: Store, places: readonly WaitsFor[]): Promise<readonly string[]> => {
  const found = new Set<string>()
  for (const place of places) for (const runId of await store.waitingRuns(place)) found.add(runId)
  return [...found]
}

/** The waits of a run that the event's key leads to, the oldest first. */
const waitsOf = async (store: Store, places: readonly WaitsFor[], runId: string): Promise<readonly NewWait[]> => {
  const found: NewWait[] = []
  for (const place of places) found.push(...(await store.waitsFor({ ...place, runId })))
  return found.toSorted((one, other) => one.number - other.number)
}

const placesOf = async ({ programs }: GivingEvents, event: IncomingEvent): Promise<readonly WaitsFor[]> => {
  const { name } = event.row
  const places: WaitsFor[] = []
  const slow = unknowns()
  for (const { key: siteName, site } of programs.sites.named(name)) {
    const reading = await slow.of(() => event.read(site))
    const key = reading?.fits === true ? keyOfEvent(site, reading.value) : undefined
    if (key !== undefined) places.push({ name, site: siteName, key })
  }
  slow.require()
  return places
}

const refused = (event: IncomingEvent, refusal: Refusal, moment: Moment): Prepared =>
  settled(event, moment, [{ kind: "refuse", seq: event.row.seq, id: event.row.id, refusal: refusalText(refusal) }])

const settled = ({ row }: IncomingEvent, { now }: Moment, events: readonly EventWrite[]): Prepared => {
  const transition: Transition = { runId: row.runId, at: now, run: { kind: "none" }, events }
  return { transition, launches: [] }
}
