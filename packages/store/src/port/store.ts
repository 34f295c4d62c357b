import type { RunStatus, Tags } from "@statewright/model"
import type { BreakerRow } from "./breaker-row.ts"
import type { CacheCount, CacheEntryRow, CacheFilter, CacheSelection, FlightRow } from "./cache-row.ts"
import type { BroadcastPage, EventFilter, EventPage, EventRow, EventsFor } from "./event-row.ts"
import type { Forgetting, ForgettingCache, ForgettingEvents } from "./forgetting.ts"
import type { FrameRow } from "./frame-row.ts"
import type { InboxAnswer, InboxRow, NewInboxRow } from "./inbox-row.ts"
import type { LeadAnswer, Leader, LeadRequest } from "./leadership.ts"
import type {
  DueReplay,
  ForgettingLetters,
  LetterFilter,
  LetterGroup,
  LetterOfRun,
  LetterRow,
  LettersPage,
  LetterSummary,
} from "./letter-row.ts"
import type { LinkPage, LinkRow } from "./link-row.ts"
import type { Admission, LimitRows, LinePlace } from "./line-row.ts"
import type { MutexRow } from "./mutex-row.ts"
import type { ForgettingNotices, NoticeRow, NoticesPage } from "./notice-row.ts"
import type { RunFilter, RunGroup, RunPage, RunRow, RunsInPage, RunSummary } from "./run-row.ts"
import type { AttemptRow, StepRow, WaitKey } from "./step-row.ts"
import type { StrandRow } from "./strand-row.ts"
import type { TimerRow } from "./timer-row.ts"
import type { Transition, TransitionResult } from "./transition.ts"
import type { TransitionRow } from "./transition-row.ts"
import type { ReceivedRow, WaitRow, WaitsFor, WaitsOf } from "./wait-row.ts"

/**
 * Where runs are kept; all correctness is here. It takes and answers plain rows, so it can live on a thread or a server.
 *
 * @example
 * const store = await openSqliteStore({ path: "app.db" })
 * const answer = await store.lead({ at: Date.now(), tick: performance.now() })
 * if (answer.status === "leader") await store.commit(answer.lease.epoch, transitions)
 */
export interface Store {
  /**
   * Stores all transitions in one transaction and answers for each, in order.
   * Fails as a whole, with nothing written, with `StaleEpoch` or when the database cannot be written.
   */
  commit(epoch: number, batch: readonly Transition[]): Promise<readonly TransitionResult[]>

  /** Puts rows into inboxes; any process may, without leading. */
  insertInbox(rows: readonly NewInboxRow[]): Promise<readonly InboxAnswer[]>
  /** Rows that wait for the leader, in the order of acceptance, after `after`; what stands in an event, `event` tells. */
  pendingInbox(page: { readonly limit: number; readonly after?: number }): Promise<readonly InboxRow[]>
  /** Of these, the requests to cancel a run. */
  pendingCancels(page: { readonly limit: number; readonly after?: number }): Promise<readonly InboxRow[]>
  /** The whole inbox of a run, taken rows included. */
  inbox(runId: string): Promise<readonly InboxRow[]>
  /** One row of it, taken or not. */
  inboxRow(runId: string, id: string): Promise<InboxRow | undefined>
  /** What moved a run, from its start on. */
  transitions(runId: string): Promise<readonly TransitionRow[]>

  run(id: string): Promise<RunRow | undefined>
  runs(filter: RunFilter): Promise<RunPage>
  /** The tags of a run, by name. */
  tags(runId: string): Promise<Tags>
  /** Which kinds of runs of a status there are: few, however many the runs. */
  runGroups(status: RunStatus): Promise<readonly RunGroup[]>
  /** Runs of a status, the oldest first, behind `after`: what recovery goes through. */
  runsIn(status: RunStatus, page: RunsInPage): Promise<readonly RunSummary[]>

  /** `undefined` once the run has ended. */
  frame(runId: string): Promise<FrameRow | undefined>
  step(runId: string, wait: WaitKey): Promise<StepRow | undefined>
  /** All steps of a run, in the order of their start. */
  steps(runId: string): Promise<readonly StepRow[]>
  /** Steps of a run that are `running` or `retrying`; free for a run that has none. */
  openSteps(runId: string): Promise<readonly StepRow[]>
  /** Steps at work of all running runs, run by run. */
  stepsAtWork(): Promise<readonly StepRow[]>
  /** The failed attempts of a run. */
  attempts(runId: string): Promise<readonly AttemptRow[]>
  /** Those of one call, in order. */
  attemptsOf(runId: string, wait: WaitKey): Promise<readonly AttemptRow[]>

  /** The open waits for events of a run, the oldest first. */
  waits(runId: string): Promise<readonly WaitRow[]>
  /** The running runs with such open waits, by id. */
  waitingRuns(event: WaitsFor): Promise<readonly string[]>
  /** Open waits of a running run, the oldest first. */
  waitsFor(event: WaitsOf): Promise<readonly WaitRow[]>
  /** The events that a run took, in the order in which it did. */
  received(runId: string): Promise<readonly ReceivedRow[]>
  event(seq: number): Promise<EventRow | undefined>
  /** By the run that it is for and the id of its row. */
  eventById(runId: string, id: string): Promise<EventRow | undefined>
  events(filter: EventFilter): Promise<EventPage>
  /** The events that a run may take now, in the order of acceptance. */
  eventsFor(page: EventsFor): Promise<readonly EventRow[]>
  /** Events that were sent to all and not refused, in the order of acceptance. */
  broadcasts(page: BroadcastPage): Promise<readonly EventRow[]>
  /** The last that was accepted of all that is kept, whatever it is; 0 before the first. */
  lastAccepted(): Promise<number>
  /** The last event that a run has taken, in the order of acceptance; 0 before the first. */
  lastReceived(runId: string): Promise<number>
  /** Whether a run has taken an event. */
  hasReceived(runId: string, seq: number): Promise<boolean>
  /** Who stands in line, and what is held and what counts at `at` of what was granted: what whoever leads next must know. */
  limits(at: number): Promise<LimitRows>
  /** Where a run and its calls stand in line. */
  places(runId: string): Promise<readonly LinePlace[]>
  /** What was said of a run that limits or orders it; `undefined` if nothing was. */
  admission(runId: string): Promise<Admission | undefined>

  /** How a run came from another; `undefined` if it did not. */
  link(runId: string): Promise<LinkRow | undefined>
  /** The runs that came from a run, the oldest first; of one that is kept no longer, from the last that had its id. */
  linksOf(parentId: string, page: LinkPage): Promise<readonly LinkRow[]>
  /** All that came from a run, and from what came from it, the oldest first; `rootAt` says when it was made. */
  tree(rootId: string, page: LinkPage & { readonly rootAt?: number | null }): Promise<readonly LinkRow[]>
  /** The child that a wait began, until it ends or is detached. */
  childAt(parentId: string, waitId: string): Promise<LinkRow | undefined>
  /** The workflows of the runs above a run whose end they wait for, the nearest first: over links of kind `child` alone. */
  ancestors(runId: string): Promise<readonly string[]>
  /** The members of the groups of a run, or of one group, in order. */
  strands(runId: string, groupId?: string): Promise<readonly StrandRow[]>
  /** Who holds locks that all runs share, or waits for them, in order: what whoever leads next must know. */
  mutexes(): Promise<readonly MutexRow[]>
  /** Of one run. */
  mutexesOf(runId: string): Promise<readonly MutexRow[]>
  /** Who holds the locks that a run waits for. */
  lockHolders(runId: string): Promise<readonly Pick<MutexRow, "key" | "runId">[]>

  breakers(): Promise<readonly BreakerRow[]>

  /** The newest first. */
  letters(page: LettersPage): Promise<readonly LetterSummary[]>
  letter(id: number): Promise<LetterRow | undefined>
  /** Those that failed for the same reason together, the one that failed last first. */
  letterGroups(filter: LetterFilter): Promise<readonly LetterGroup[]>
  countLetters(filter: LetterFilter): Promise<number>
  /** Of the run that is there now, by their calls. */
  lettersOfRun(runId: string): Promise<readonly LetterOfRun[]>
  /** Those whose replay is due at `at`, the oldest first. */
  lettersDue(page: { readonly at: number; readonly limit: number }): Promise<readonly DueReplay[]>
  /** When the next replay is due, or was. */
  nextReplay(): Promise<number | undefined>
  /** When letters failed last, at `since` or later, the latest first. */
  letterFailures(page: { readonly since: number; readonly limit: number }): Promise<readonly number[]>

  cacheEntry(key: string): Promise<CacheEntryRow | undefined>
  /** By key. */
  cacheEntries(filter: CacheFilter): Promise<readonly CacheEntryRow[]>
  countCacheEntries(selection: CacheSelection): Promise<number>
  cacheCounts(): Promise<readonly CacheCount[]>
  /** Those whose call is open in a running run. */
  flights(): Promise<readonly FlightRow[]>

  /** The newest first. */
  notices(page: NoticesPage): Promise<readonly NoticeRow[]>
  /** Those that are to be delivered by `at`, the oldest first. */
  noticesDue(page: { readonly at: number; readonly limit: number }): Promise<readonly NoticeRow[]>
  /** When the next one is to be delivered. */
  nearestNotice(): Promise<number | undefined>
  /** The number of the newest; 0 where there is none. */
  lastNotice(): Promise<number>
  /** Those behind one, the oldest first. */
  noticesBehind(page: { readonly seq: number; readonly limit: number }): Promise<readonly NoticeRow[]>

  timers(runId: string): Promise<readonly TimerRow[]>
  /** Timers of running runs that are due at `at`, the oldest first. */
  dueTimers(page: { readonly at: number; readonly limit: number }): Promise<readonly TimerRow[]>
  /** When the next timer of a running run is due. */
  nearestTimer(): Promise<number | undefined>

  /**
   * Deletes runs that ended before a time, with their steps, inboxes and payloads, and answers how many; their ids are
   * free again. Fails with `StaleEpoch`.
   */
  forgetEnded(epoch: number, forgetting: Forgetting): Promise<number>

  /** Deletes settled events that were sent to all before a time, and answers how many. Fails with `StaleEpoch`. */
  forgetEvents(epoch: number, forgetting: ForgettingEvents): Promise<number>

  /** Deletes cached answers that are of no use any more, and answers how many. Fails with `StaleEpoch`. */
  forgetCache(epoch: number, forgetting: ForgettingCache): Promise<number>
  /** Deletes notices from before a time that are not to be delivered any more, and answers how many. Fails with `StaleEpoch`. */
  forgetNotices(epoch: number, forgetting: ForgettingNotices): Promise<number>
  /** Deletes dead letters, and answers how many. Fails with `StaleEpoch`. */
  forgetLetters(epoch: number, forgetting: ForgettingLetters): Promise<number>

  counts(): Promise<StoreCounts>
  /** Whether someone else has written since this was last asked. */
  changed(): Promise<boolean>

  lead(request: LeadRequest): Promise<LeadAnswer>
  /** Who leads now, if anybody does; takes nothing over. */
  leader(): Promise<Leader | undefined>
  /** Reads the whole database and says what is wrong with it; empty when sound. */
  check(): Promise<readonly string[]>
  /** Ends the lease, if any, and lets the file go. */
  close(): Promise<void>
}

/** How much there is of what. */
export interface StoreCounts {
  readonly runs: Readonly<Record<RunStatus, number>>
  readonly pendingInbox: number
  readonly openSteps: number
  readonly timers: number
}
