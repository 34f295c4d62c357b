import { broadcast } from "@statewright/store"
import type { EventWrite, NewWait, Transition, WaitTrouble } from "@statewright/store"
import { type Choice, chooseWait } from "../events/choose-wait.ts"
import { type IncomingEvent, incomingEvent, misfitOf } from "../events/incoming-event.ts"
import { keyOfEvent } from "../events/match-key.ts"
import { type Refusal, refusalText } from "../events/refusal.ts"
import { pendingStart } from "../start/pending-start.ts"
import { deliverEvent } from "./deliver-event.ts"
import type { LiveRun, LiveRuns } from "./live-runs.ts"
import type { Moment } from "./move-run.ts"
import { park } from "./park.ts"
import type { Later, Prepared } from "./prepared.ts"
import type { Serving } from "./serve-waits.ts"

/** What giving events away needs of the engine. */
export interface GivingEvents extends Serving {
  readonly runs: LiveRuns
}

/**
 * Prepares what follows from an event that was accepted: whoever waits for it moves on, and it is settled in the same
 * transaction. `later`: a run that it concerns ends, or comes to rest, in this very batch, and what is stored then says
 * what becomes of the event.
 */
export const prepareEvent = async (
  giving: GivingEvents,
  seq: number,
  moment: Moment,
): Promise<Prepared | Later | undefined> => {
  const row = await giving.store.event(seq)
  if (row === undefined || row.settled) return undefined
  const event = incomingEvent(row)
  const misfit = await misfitOf(giving.programs.sites, event)
  if (misfit !== undefined) return refused(event, { kind: "misfit", why: misfit }, moment)
  return row.runId === broadcast ? toAll(giving, event, moment) : toOne(giving, event, moment)
}

const toOne = async (giving: GivingEvents, event: IncomingEvent, moment: Moment): Promise<Prepared | Later> => {
  const { store, runs, programs } = giving
  const { runId, seq } = event.row
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
  const waits = present?.open.values() ?? (await store.waits(runId))
  const choice = await chooseWait(programs.sites, event, { runId, waits }, troubles)
  if (choice === undefined) return { ...kept, transition: { ...kept.transition, troubles } }
  const found = await runs.get(runId)
  switch (found.status) {
    case "live":
      return deliverEvent(found.run, { ...choice, event, troubles, isFound: false }, moment)
    case "settling":
      return "later"
    case "damaged":
      return { ...kept, before: [{ transition: park(found.row, found.error, moment.now), launches: [] }] }
    case "gone":
      return kept
  }
}

const toAll = async (giving: GivingEvents, event: IncomingEvent, moment: Moment): Promise<Prepared | Later> => {
  const troubles: WaitTrouble[] = []
  const chosen: { readonly run: LiveRun; readonly choice: Choice }[] = []
  const before: Prepared[] = []
  for (const [runId, waits] of await candidates(giving, event)) {
    const present = giving.runs.peek(runId)
    if (present?.rests === true || present?.taking.has(event.row.seq) === true) return "later"
    if (await giving.store.hasReceived(runId, event.row.seq)) continue
    // What is in memory is ahead of what is stored.
    const open = present === undefined ? waits : waits.filter(({ waitId }) => present.open.has(waitId))
    const choice = await chooseWait(giving.programs.sites, event, { runId, waits: open }, troubles)
    if (choice === undefined) continue
    const found = await giving.runs.get(runId)
    if (found.status === "live") chosen.push({ run: found.run, choice })
    if (found.status === "damaged") before.push({ transition: park(found.row, found.error, moment.now), launches: [] })
  }
  let reached = 0
  for (const { run, choice } of chosen) {
    const delivered = await deliverEvent(run, { ...choice, event, troubles: [], isFound: false }, moment)
    before.push(delivered)
    // One that is parked over it has not taken it, and looks for it when it goes on.
    if (delivered.transition.received !== undefined) reached += 1
  }
  const { seq } = event.row
  const { transition } = settled(event, moment, [{ kind: "looked", seq, reached }])
  return { transition: { ...transition, troubles, needs: before.length }, launches: [], before }
}

/** The waits that the event's key leads to, by run, the oldest first. */
const candidates = async (
  { store, programs }: GivingEvents,
  event: IncomingEvent,
): Promise<ReadonlyMap<string, readonly NewWait[]>> => {
  const { name } = event.row
  const byRun = new Map<string, NewWait[]>()
  for (const { key: siteName, site } of programs.sites.named(name)) {
    const reading = await event.read(site)
    const key = reading.fits ? keyOfEvent(site, reading.value) : undefined
    if (key === undefined) continue
    for (const wait of await store.waitsFor({ name, site: siteName, key })) {
      const waits = byRun.get(wait.runId)
      if (waits === undefined) byRun.set(wait.runId, [wait])
      else waits.push(wait)
    }
  }
  for (const waits of byRun.values()) waits.sort((one, other) => one.number - other.number)
  return byRun
}

const refused = (event: IncomingEvent, refusal: Refusal, moment: Moment): Prepared =>
  settled(event, moment, [{ kind: "refuse", seq: event.row.seq, refusal: refusalText(refusal) }])

const settled = ({ row }: IncomingEvent, { now }: Moment, events: readonly EventWrite[]): Prepared => {
  const transition: Transition = { runId: row.runId, at: now, run: { kind: "none" }, events }
  return { transition, launches: [] }
}
