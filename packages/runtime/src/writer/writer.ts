import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Clock from "effect/Clock"
import type { InboxRow, Transition, TransitionResult } from "@statewright/store"
import { isFinal } from "../trouble/is-final.ts"
import { killPoint } from "@statewright/store/kill-point"
import { outlast } from "../trouble/outlast.ts"
import { makeHeldBack } from "./held-back.ts"
import type { LiveRun } from "./live-runs.ts"
import { makeNotes, type Notes } from "./notes.ts"
import { orderOf } from "./order-of.ts"
import type { Preparing } from "./prepare.ts"
import type { Reader } from "../boundary/reader.ts"
import { prepareAll, type Ready } from "./prepare-all.ts"
import type { Prepared } from "./prepared.ts"
import { makeRounds } from "./rounds.ts"
import { leavesDoubt, wasStored } from "./was-stored.ts"
import type { Work } from "./work.ts"

/** The one place that changes what is stored of runs. */
export interface Writer {
  /** Hands in work that is ready; it is stored with whatever else is ready at the moment. */
  readonly submit: (work: Work) => void
  /** Stores what follows from work at once, before the writer runs. Rejects with what the store could not get over. */
  readonly settle: (batch: readonly Work[], now: number) => Promise<void>
  /** Something else than work is to be stored. */
  readonly wake: () => void
  /** Works until it is interrupted, or fails with what the store could not get over. */
  readonly run: Effect.Effect<never, unknown>
}

/** What the writer needs of the engine. */
export interface WriterOptions extends Omit<Preparing, "read" | "order"> {
  /** Those of the engine: its clock says how long a schema may take. */
  readonly services: Context.Context<never>
  readonly epoch: number
  /** The wall clock, in ms. */
  readonly now: (clock: Clock.Clock) => number | Promise<number>
  /** Whether nothing else is at work that could soon be ready, too. */
  readonly isAlone: () => boolean
  /**
   * Called with each transition that is stored: only now may its commands be carried out. What it has put into other inboxes is
   * not known where its commit was reported as failed.
   */
  readonly stored: (prepared: Prepared, sent: readonly InboxRow[] | undefined) => void
  /** Adds to the ids of runs that were to begin and that are taken. */
  readonly taken: Set<string>
}

/** How long the writer waits after the database could not be written. */
const pause = "250 millis"

/** What may be stored, although its commit failed. */
interface Doubt extends Ready {
  readonly error: unknown
}

/**
 * Group commit: takes all that is ready, moves the frames concerned in memory, and stores everything in one
 * transaction. It gathers by `setImmediate`, never by a timer, and not at all where nothing else can become ready.
 */
export const makeWriter = (options: WriterOptions): Writer => {
  const { store, runs, gate, epoch, isAlone, stored, services, seed, taken, policies } = options
  const { ledger } = policies
  let queue: Work[] = []
  let doubts: readonly Doubt[] = []
  let stopped = false
  /** In memory they were moved by what is not stored. */
  let unread: LiveRun[] = []

  const submit = (work: Work): void => {
    if (stopped) return turnAway(work)
    queue.push(work)
    rounds.wake()
  }

  const heldBack = makeHeldBack(submit)

  /** What is read for an event that is held back is read once for all. */
  const readerFor =
    (notes: Notes): Reader =>
    (toRead) =>
      (heldBack.notesOfEvent(toRead.event) ?? notes).read(toRead)

  /** What follows from work; what was held back and is not now is at the front of the queue after the batch. */
  const prepareOne = async (work: Work, now: number): Promise<readonly Ready[] | undefined> => {
    if (heldBack.goesBehind(work)) return undefined
    const notes = heldBack.notesOf(work) ?? makeNotes(services, now, seed)
    const { seeds } = notes
    const { read = readerFor(notes) } = work.kind === "event" ? work : {}
    const parts = await prepareAll({ ...options, read, seed: seeds(), order: orderOf(heldBack, work) }, work, notes.now)
    if (parts === "later") heldBack.hold(work, notes, { runs: [] })
    else if ("until" in parts) {
      unread.push(...parts.moved)
      heldBack.hold(work, notes, { runs: parts.moved.map(({ id }) => id), until: parts.until })
    } else {
      heldBack.done(work)
      return parts
    }
    return undefined
  }

  /** After a batch, whatever became of it. */
  const goOn = (): void => {
    for (const { id } of unread) runs.drop(id)
    unread = []
    runs.settled()
    putFirst(heldBack.next())
  }

  const rounds = makeRounds({
    isAlone: () => queue.length === 1 && !queue.some(isFurtherPart) && isAlone(),
    now: options.now,
    settle: (now) => {
      const batch = queue.splice(0, mostAtOnce)
      if (queue.length === 0) rounds.rest()
      return settleSome(batch, now, mostAtOnce)
    },
  })

  const settle = (batch: readonly Work[], now: number): Promise<void> =>
    settleSome(batch, now, Number.POSITIVE_INFINITY)

  /** What is beyond so many transitions comes next. */
  const settleSome = async (batch: readonly Work[], now: number, most: number): Promise<void> => {
    const ready: Ready[] = []
    const left = new Set(batch)
    let books: Transition | undefined
    try {
      await settleDoubts()
      for (const [index, work] of batch.entries()) {
        if (ready.length >= most) {
          const rest = batch.slice(index)
          for (const other of rest) left.delete(other)
          putFirst(rest)
          break
        }
        const parts = await prepareOne(work, now)
        if (parts === undefined) left.delete(work)
        else if (parts.length > 0) ready.push(...parts)
        else if (left.delete(work)) leave(work)
      }
      books = ledger.take(now)
      if (ready.length === 0 && books === undefined) {
        gate.settled(true)
        return goOn()
      }
    } catch (error) {
      // What was moved in memory is dropped, however far it came, and the work is tried again.
      runs.clear()
      gate.settled(false)
      goOn()
      giveBack([...left], error)
      throw error
    }
    let results: readonly TransitionResult[]
    try {
      killPoint("tx-before")
      const transitions = ready.map(({ prepared }) => prepared.transition)
      results = await store.commit(epoch, books === undefined ? transitions : [...transitions, books])
      killPoint("tx-after")
    } catch (error) {
      runs.clear()
      const isInDoubt = leavesDoubt(error)
      gate.settled(isInDoubt)
      goOn()
      if (isInDoubt) {
        doubts = ready.map((each) => ({ ...each, error }))
        if (ready.length === 0) ledger.settled(false)
        await settleDoubts().catch(() => doubts.forEach(tellStarter))
      } else {
        ledger.settled(false)
        const works = ready.map(({ work }) => work)
        giveBack(works, error)
      }
      throw error
    }
    concludeAll(ready, results)
    gate.settled(true)
    // What the store refuses as such would be refused for ever.
    ledger.settled(true)
    goOn()
  }

  /** After a commit that failed and may be stored all the same: goes on behind what is stored, and tries the rest again. */
  const settleDoubts = async (): Promise<void> => {
    if (doubts.length === 0) return
    // Until the store can be asked.
    rounds.wake()
    const stored = await Promise.all(doubts.map(({ prepared }) => wasStored(store, prepared)))
    const isStored = (_: Doubt, index: number): boolean => stored[index] === true
    const settled = doubts
    doubts = []
    ledger.settled(stored.includes(true))
    for (const { work, prepared } of settled.filter(isStored)) {
      conclude(work, prepared, { status: "committed", rev: 0 }, undefined)
    }
    runs.clear()
    const lost = settled.filter((doubt, index) => !isStored(doubt, index))
    for (const { prepared } of lost) prepared.undo?.()
    const works = lost.map(({ work }) => work)
    giveBack(works, lost[0]?.error)
  }

  /** A caller who waits for a start is told; everything else must not be lost, and comes before what came later. */
  const giveBack = (works: readonly Work[], error: unknown): void => {
    if (stopped || isFinal(error)) return works.forEach(turnAway)
    const again: Work[] = []
    for (const work of works) {
      if (work.kind === "start" && work.inboxSeq === undefined) work.answer({ status: "refused", error })
      else again.push(work)
    }
    putFirst(again)
  }

  const putFirst = (works: readonly Work[]): void => {
    if (stopped) return works.forEach(turnAway)
    queue = [...works, ...queue]
    if (works.length > 0) rounds.wake()
  }

  const concludeAll = (ready: readonly Ready[], results: readonly TransitionResult[]): void => {
    for (const [index, { work, prepared }] of ready.entries()) {
      const result = results[index]
      if (result === undefined) throw new Error("invariant: the store answers for every transition")
      conclude(work, prepared, result, result.status === "committed" ? (result.sent ?? []) : [])
    }
  }

  const conclude = (
    work: Work,
    prepared: Prepared,
    result: TransitionResult,
    sent: readonly InboxRow[] | undefined,
  ): void => {
    release(work)
    if (result.status !== "committed") prepared.undo?.()
    if (result.status === "taken") {
      // Prepared again, it finds out what stands there.
      taken.add(result.runId)
      runs.drop(prepared.transition.runId)
      return submit(work)
    }
    if (result.status === "committed") {
      if (work.kind === "step") killPoint("result-stored")
      stored(prepared, sent)
    } else if (work.kind !== "start") {
      // What is in memory was moved and not stored: it must be read again.
      runs.drop(prepared.transition.runId)
      if (result.status === "stale-rev" || result.status === "held") submit(work)
      if (result.status === "fenced") leave(work)
      if (result.status === "refused" && work.kind !== "park") {
        submit({ kind: "park", runId: prepared.transition.runId, error: result.error })
      }
    }
    prepared.answer?.(result)
    if (work.kind === "start") killPoint("start-answered")
  }

  const patient = outlast("The database could not be written", pause, rounds.run)

  const stop = Effect.sync(() => {
    stopped = true
    queue.forEach(turnAway)
    doubts.forEach(({ work }) => turnAway(work))
    heldBack.all().forEach(turnAway)
    queue = []
  })

  return { submit, settle, wake: rounds.wake, run: patient.pipe(Effect.ensuring(stop)) }
}

/** Of an event that many runs wait for: between two parts others come to their turn. */
const isFurtherPart = (work: Work): boolean => work.kind === "event" && work.left !== undefined

/** What is stored goes on with the next leader; a start is not, and its caller puts it into the inbox. */
const turnAway = (work: Work): void => {
  if (work.kind === "start") work.answer({ status: "not-leading" })
}

const tellStarter = ({ work, error }: Doubt): void => {
  if (work.kind === "start") work.answer({ status: "refused", error })
}

/** There is nothing that it could move. */
const leave = (work: Work): void => {
  release(work)
  if ("gone" in work) work.gone?.()
}

const release = (work: Work): void => {
  if (work.kind === "timer" || work.kind === "renewed") work.done()
}

/** What is ready beyond that is stored next: between two batches a leader shows that it lives, and others read and write. */
const mostAtOnce = 1_000
