import { NotYet } from "../boundary/not-yet.ts"
import { raiseAlarm } from "../letters/raise-alarm.ts"
import { refusalText } from "../events/refusal.ts"
import { momentOf } from "./moment-of.ts"
import { isStorageError } from "./is-storage-error.ts"
import { park, parkedReason } from "./park.ts"
import { prepare, type Preparing } from "./prepare.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Later, Prepared } from "./prepared.ts"
import { mostServed, serveAll, serveWaits } from "./serve-waits.ts"
import { followEnd } from "./follow-end.ts"
import { runOf } from "./run-of.ts"
import type { EventWork, Work } from "./work.ts"

/** A transition that is ready to be stored, and the work that asked for it. */
export interface Ready {
  readonly work: Work
  readonly prepared: Prepared
}

/** Work that cannot be prepared now: what it needs is not known until then; what it moved in memory is to be dropped. */
export interface HeldUp {
  readonly until: Promise<unknown>
  readonly moved: readonly LiveRun[]
}

/**
 * All that follows from one piece of work, in the order in which it is to be stored: waits for events that open with it
 * take at once what came before them. Empty when nothing follows; `later` as `prepare` says.
 */
export const prepareAll = async (
  preparing: Preparing,
  work: Work,
  now: number,
): Promise<readonly Ready[] | Later | HeldUp> => {
  const { runs, gate } = preparing
  const runId = runOf(work)
  // What is stored of it is behind, and what it is asked to do may be done already.
  if (runId !== undefined && runs.isSettling(runId)) return "later"
  const giveBack = gate.mark()
  runs.asked()
  try {
    const parts = await prepareParts(preparing, work, now)
    if (parts === "later") return parts
    for (const { prepared } of parts) markResting(preparing, prepared)
    return settling(preparing, await followEnds(preparing, parts))
  } catch (error) {
    if (isStorageError(error)) throw error
    giveBack()
    if (error instanceof NotYet) {
      const moved = runs.asked()
      for (const live of moved) live.rests = true
      return { until: error.until, moved }
    }
    const prepared = await prepareStuck(preparing, work, error, now)
    if (prepared === undefined) throw error
    return settling(preparing, [{ work, prepared }])
  }
}

/** A run that is moved by what is stored of it is moved once in a batch. */
const settling = ({ runs }: Preparing, parts: readonly Ready[]): readonly Ready[] => {
  for (const { prepared } of parts) {
    const { run, runId } = prepared.transition
    if (run.kind === "insert" || run.kind === "update") runs.settle(runId)
  }
  return parts
}

const followEnds = async (preparing: Preparing, parts: readonly Ready[]): Promise<readonly Ready[]> => {
  const followed: Ready[] = []
  const moved = new Set<string>()
  for (const { work, prepared } of parts) {
    const { runId, run } = prepared.transition
    const end = await followEnd(preparing, prepared, moved.has(runId))
    if (run.kind === "update" || run.kind === "insert") moved.add(runId)
    followed.push({ work, prepared: raiseAlarm(preparing.policies.letterAlarm, end) })
  }
  return followed
}

/** Nothing else in this batch moves a run that ends or comes to rest in it, whoever has decided that. */
const markResting = ({ runs }: Preparing, { transition }: Prepared): void => {
  const { run, runId } = transition
  const live = runs.peek(runId)
  if (live !== undefined && run.kind === "update" && (run.becomes?.status ?? "running") !== "running") live.rests = true
}

/** What cannot even be prepared, and is not the store's fault, parks its run and stops nothing else. */
const prepareStuck = async (
  { store, runs }: Preparing,
  work: Work,
  error: unknown,
  now: number,
): Promise<Prepared | undefined> => {
  if (work.kind === "event") return unreadableEvent(work, error, now)
  const runId = runOf(work)
  if (runId === undefined) return undefined
  const live = runs.peek(runId)
  // What it was moved to is not stored, and is read anew after this batch.
  if (live !== undefined) live.rests = true
  const row = await store.run(runId)
  const takes = "inboxSeq" in work && work.inboxSeq !== undefined ? [work.inboxSeq] : []
  if (row?.status === "running") return { transition: { ...park(row, error, now), takes }, launches: [] }
  return takes.length === 0 ? undefined : { transition: { runId, at: now, run: { kind: "none" }, takes }, launches: [] }
}

/** An event that cannot be given to anybody is refused; one that has reached some has been. */
const unreadableEvent = ({ seq, id, to, left }: EventWork, error: unknown, at: number): Prepared => {
  const refusal = refusalText({ kind: "misfit", why: `it cannot be given to anybody: ${parkedReason(error)}` })
  const events = [
    left === undefined
      ? ({ kind: "refuse", seq, id, refusal } as const)
      : ({ kind: "looked", seq, reached: 0 } as const),
  ]
  return { transition: { runId: to, at, run: { kind: "none" }, events }, launches: [] }
}

const prepareParts = async (preparing: Preparing, work: Work, now: number): Promise<readonly Ready[] | Later> => {
  if (work.kind === "served") return serveAgain(preparing, work.runId, now)
  const prepared = await prepare(preparing, work, now)
  if (prepared === undefined) return []
  if (prepared === "later") return "later"
  const { before = [] } = prepared
  const ready: Ready[] = [...before.map(served), { work, prepared }]
  for (const [live, names] of openedBy(preparing, [...before, prepared])) {
    const most = Math.max(1, mostServed - (ready.length - before.length))
    const { parts } = await serveWaits(preparing, live, { names, most }, momentOf(preparing, now))
    for (const part of parts) {
      // It goes on from what the work did to the run, and only from that.
      const needs = ready.length - before.length
      ready.push(served({ ...part, transition: { ...part.transition, needs } }))
    }
  }
  return ready
}

/** What waits were to take was not stored with what opened them. */
const serveAgain = async (preparing: Preparing, runId: string, now: number): Promise<readonly Ready[]> => {
  const found = await preparing.runs.get(runId)
  if (found.status !== "live") return []
  return (await serveAll(preparing, found.run, momentOf(preparing, now))).parts.map(served)
}

const served = (prepared: Prepared): Ready => ({
  work: { kind: "served", runId: prepared.transition.runId },
  prepared,
})

/** The runs in which waits have opened, or that go on, and the names of those waits. */
const openedBy = ({ runs }: Preparing, parts: readonly Prepared[]): ReadonlyMap<LiveRun, ReadonlySet<string>> => {
  const opened = new Map<LiveRun, Set<string>>()
  for (const { transition, begun } of parts) {
    const live = begun ?? runs.peek(transition.runId)
    const waits = begun === undefined ? (transition.openWaits ?? []) : begun.open.values()
    for (const { name } of waits) {
      if (live !== undefined) opened.set(live, (opened.get(live) ?? new Set()).add(name))
    }
  }
  return opened
}
