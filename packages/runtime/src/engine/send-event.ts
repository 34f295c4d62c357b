import { isSameValue, type RunStatus } from "@statewright/model"
import { broadcast, type EventRow, type InboxAnswer, type NewInboxRow, type Store } from "@statewright/store"
import { anything, checkName, checkOptions, type OptionKind, type OptionKinds } from "@statewright/workflow"
import { schemaLimit } from "../boundary/in-time.ts"
import { payloadText } from "../boundary/payload-text.ts"
import { patientReader, type Reader } from "../boundary/reader.ts"
import type { EventAnswer, EventToSend } from "../client/event-info.ts"
import { EventExists } from "../error/event-exists.ts"
import { EventRefused } from "../error/event-refused.ts"
import { InboxFull } from "../error/inbox-full.ts"
import { RunEnded } from "../error/run-ended.ts"
import { RunNotFound } from "../error/run-not-found.ts"
import { SchemaTimedOut } from "../error/schema-timed-out.ts"
import { eventIdOf, refusedId, sentId } from "../events/event-id.ts"
import { incomingEvent, misfitOf } from "../events/incoming-event.ts"
import type { KnownSites } from "../events/known-sites.ts"
import { readRefusal, type Refusal, refusalText } from "../events/refusal.ts"
import { isDamage } from "../history/read-stored.ts"
import { acceptedRun } from "../start/accepted-run.ts"
import { runIdText } from "./check-run-id.ts"

/** What sending an event needs. */
export interface Sending {
  readonly store: Store
  /** Puts a row into an inbox, if not each for itself. */
  readonly insert?: (row: NewInboxRow) => Promise<InboxAnswer>
  readonly sites: Pick<KnownSites, "named">
  /** Asks the schemas of payloads. */
  readonly read?: Reader
  readonly now: () => number
  /** Makes an id that no other event has. */
  readonly id: () => string
  /** Whether events that were sent to all are kept. */
  readonly keeps: boolean
  /** The event once a leader has looked at it; `undefined` if none does in time. */
  readonly answer: (seq: number) => Promise<EventRow | undefined>
}

/** Sends an event: stored for whoever leads, now or later, before anybody asks who waits for it. As `Events.send`. */
export const sendEvent = async (sending: Sending, event: EventToSend): Promise<EventAnswer> => {
  checkOptions("events.send", event, eventKinds)
  const { store, insert = insertOne(store), now } = sending
  const { name, to, id = sending.id() } = event
  checkName("event", name)
  const runId = to === undefined ? broadcast : runIdText(to)
  const payload = payloadText(event.payload, `payload of event \`${name}\``)
  const known = event.id === undefined ? undefined : await store.eventById(runId, sentId(id))
  if (known !== undefined) return answerAgain(sending, known, { name, payload })

  const row = { runId, kind: "event", name, payload, acceptedAt: now() } as const
  const refusal = await refusalOf(sending, { name, payload, runId })
  if (refusal !== undefined) {
    await insert({ ...row, id: refusedId(sending.id(), id), refusal: refusalText(refusal) })
    throw refusalError(name, runId, refusal)
  }
  const answer = await insert({ ...row, id: sentId(id) })
  switch (answer.status) {
    case "accepted":
      return answerOf(sending, answer.seq, id)
    case "full":
      throw new InboxFull(runId, answer.bound)
    // Nothing but a start is answered so.
    case "begun":
    case "duplicate": {
      const other = await store.eventById(runId, sentId(id))
      if (other === undefined) throw new Error("invariant: an event whose id is taken is stored")
      return answerAgain(sending, other, { name, payload })
    }
  }
}

const insertOne =
  (store: Store) =>
  async (row: NewInboxRow): Promise<InboxAnswer> => {
    const [answer] = await store.insertInbox([row])
    if (answer === undefined) throw new Error("invariant: the store answers for every row")
    return answer
  }

/** What a program without types may say wrong; a name and the id of a run have errors of their own. */
const eventId: OptionKind = {
  is: "a text of 1 to 255 characters without control characters",
  holds: (value) =>
    typeof value === "string" && value !== "" && value.length <= 255 && !/\p{Cc}/u.test(value) && value.isWellFormed(),
}

const eventKinds: OptionKinds<EventToSend> = { name: anything, payload: anything, id: eventId, to: anything }

/** Whether it is known already that nobody gets it. */
const refusalOf = async (
  { store, sites, read = patientReader() }: Sending,
  { name, payload, runId }: Pick<EventRow, "name" | "payload" | "runId">,
): Promise<Refusal | undefined> => {
  const run = runId === broadcast ? undefined : await acceptedRun(store, runId)
  // First: what is recorded goes with its run, and here there is none.
  if (runId !== broadcast && run === undefined) throw new RunNotFound(runId)
  const status = run?.kind === "begun" ? run.row.status : undefined
  const misfit = await misfitOf(sites, incomingEvent({ name, payload }, read))
  if (misfit !== undefined) return misfit
  return status !== undefined && isOver(status) ? { kind: "ended", status } : undefined
}

const isOver = (status: RunStatus): boolean => status !== "queued" && status !== "running" && status !== "parked"

const refusalError = (name: string, runId: string, refusal: Refusal): Error => {
  switch (refusal.kind) {
    case "misfit":
      return new EventRefused(name, refusal.why)
    case "slow":
      return new SchemaTimedOut(`payload of event \`${name}\``, schemaLimit)
    case "ended":
      return new RunEnded(runId, refusal.status, "it takes no event any more")
    case "no-run":
      return new RunNotFound(runId)
  }
}

/** The same id is the same event. */
const answerAgain = (
  sending: Sending,
  row: EventRow,
  { name, payload }: Pick<EventRow, "name" | "payload">,
): Promise<EventAnswer> => {
  const id = eventIdOf(row.id)
  if (row.name !== name) throw new EventExists(id, `the name \`${row.name}\``)
  if (!isSamePayload(id, row.payload, payload)) throw new EventExists(id, "another payload")
  return answerOf(sending, row.seq, id)
}

const isSamePayload = (id: string, known: string, sent: string): boolean => {
  try {
    return isSameValue(known, sent)
  } catch (error) {
    throw isDamage(error) ? new EventExists(id, "a payload that cannot be read") : error
  }
}

const answerOf = async ({ answer, keeps }: Sending, seq: number, id: string): Promise<EventAnswer> => {
  const row = await answer(seq)
  if (row === undefined) return { id, reached: 0, kept: true, looked: false }
  if (row.refusal !== null) throw refusalError(row.name, row.runId, readRefusal(row.refusal))
  const kept = row.runId === broadcast ? keeps : !row.settled
  return { id, reached: row.reached ?? 0, kept, looked: true }
}
