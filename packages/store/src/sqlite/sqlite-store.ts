import type { Store } from "../port/store.ts"
import { checkIntegrity } from "./check-integrity.ts"
import { committer } from "./commit.ts"
import type { Connection } from "./driver.ts"
import type { FileWatch } from "./file-watch.ts"
import { cacheForgetter } from "./forget-cache.ts"
import { eventForgetter } from "./forget-events.ts"
import { noticeForgetter } from "./forget-notices.ts"
import { letterForgetter } from "./forget-letters.ts"
import { endedForgetter } from "./forget-ended.ts"
import { inboxInserter } from "./insert-inbox.ts"
import { linkReader } from "./read-links.ts"
import { mutexReader } from "./read-mutexes.ts"
import { strandReader } from "./read-strands.ts"
import type { LeaderLock } from "./leader-lock.ts"
import { leadership } from "./leadership.ts"
import { runLister } from "./list-runs.ts"
import { methodsOn } from "./method.ts"
import { otherLeader } from "./other-leader.ts"
import type { Payloads } from "./payloads.ts"
import { breakerReader } from "./read-breakers.ts"
import { cacheReader } from "./read-cache.ts"
import { countReader } from "./read-counts.ts"
import { eventReader } from "./read-events.ts"
import { inboxReader } from "./read-inbox.ts"
import { letterReader } from "./read-letters.ts"
import { lineReader } from "./read-line.ts"
import { noticeReader } from "./read-notices.ts"
import { runReader } from "./read-runs.ts"
import { stepReader } from "./read-steps.ts"
import { tagReader } from "./read-tags.ts"
import { timerReader } from "./read-timers.ts"
import { transitionReader } from "./read-transitions.ts"
import { waitReader } from "./read-waits.ts"
import { sqliteCode } from "./translate-error.ts"
import { type Prepare, statements, statementsNow } from "./statement.ts"

/** What a store on an open, migrated connection is made of. */
export interface SqliteStoreParts {
  readonly connection: Connection
  /** Statements of that connection, unless somebody listens. */
  readonly prepare?: Prepare
  readonly path: string
  readonly payloads: Payloads
  readonly inboxBound: number
  readonly takeLock: () => LeaderLock | undefined
  /** Whether a process has it; asking changes nothing. */
  readonly isLockHeld: () => boolean
  /** Notices that the file is no longer the one that is open; asked with everything that is asked now and then. */
  readonly watch?: FileWatch
  /** How long to wait for another process beyond what the driver waits, in ms. Default 0. */
  readonly patience?: number
}

/** The port on one SQLite connection. Every method but `runs` does its work at once; only its answer is asynchronous. */
export const sqliteStore = ({
  connection,
  prepare = statements(connection),
  path,
  payloads,
  inboxBound,
  takeLock,
  isLockHeld,
  watch,
  patience = 0,
}: SqliteStoreParts): Store => {
  const method = methodsOn({ connection, path, watch, patience, leader: otherLeader(prepare) })
  const parts = { prepare, prepareNow: statementsNow(connection), payloads }
  const commit = committer(connection, parts)
  const insertInbox = inboxInserter(connection, { ...parts, bound: inboxBound })
  const leader = leadership({ prepare: parts.prepare, method, takeLock, isLockHeld })
  const inbox = inboxReader(parts)
  const runs = runReader(parts)
  const transitions = transitionReader(parts)
  const steps = stepReader(parts)
  const line = lineReader(parts)
  const timers = timerReader(parts)
  const links = linkReader(parts)
  const mutexes = mutexReader(parts)
  const events = eventReader(parts)
  const waits = waitReader(parts)
  const breakers = breakerReader(parts)
  const letters = letterReader(parts)
  const cache = cacheReader(parts)
  const notices = noticeReader(parts)
  const counts = countReader(parts)
  const forgetEnded = endedForgetter(connection, parts)
  const forgetEvents = eventForgetter(connection, parts)
  const forgetCache = cacheForgetter(connection, parts)
  const forgetNotices = noticeForgetter(connection, parts)
  const forgetLetters = letterForgetter(connection, parts)
  const dataVersion = connection.prepare("PRAGMA data_version").pluck()
  let seenVersion = dataVersion.get()

  return {
    commit: method(commit),
    insertInbox: method((rows) => {
      watch?.look()
      return insertInbox(rows)
    }),
    pendingInbox: method(inbox.pending),
    pendingCancels: method(inbox.cancels),
    inbox: method(inbox.ofRun),
    inboxRow: method(inbox.byId),
    transitions: method(transitions.ofRun),
    run: method(runs.run),
    runs: method(runLister(parts)),
    runGroups: method(runs.groups),
    runsIn: method(runs.inStatus),
    tags: method(tagReader(parts)),
    frame: method(transitions.frame),
    step: method(steps.one),
    steps: method(steps.ofRun),
    openSteps: method(steps.open),
    stepsAtWork: method(steps.atWork),
    attempts: method(steps.attempts),
    attemptsOf: method(steps.attemptsOf),
    waits: method(waits.ofRun),
    waitingRuns: method(waits.waitingRuns),
    waitsFor: method(waits.matching),
    received: method(waits.received),
    event: method(events.one),
    eventById: method(events.byId),
    events: method(events.list),
    eventsFor: method(events.forRun),
    broadcasts: method(events.broadcasts),
    lastAccepted: method(events.lastAccepted),
    lastReceived: method(events.lastTaken),
    hasReceived: method(events.isTaken),
    limits: method(line.limits),
    places: method(line.places),
    admission: method(line.admission),
    link: method(links.one),
    linksOf: method(links.ofParent),
    tree: method(links.ofRoot),
    childAt: method(links.atWait),
    ancestors: method(links.ancestors),
    strands: method(strandReader(parts)),
    mutexes: method(mutexes.all),
    mutexesOf: method(mutexes.ofRun),
    lockHolders: method(mutexes.holders),
    breakers: method(breakers.all),
    letters: method(letters.list),
    letter: method(letters.one),
    letterGroups: method(letters.groups),
    countLetters: method(letters.count),
    lettersOfRun: method(letters.ofRun),
    lettersDue: method(letters.due),
    nextReplay: method(letters.nextDue),
    letterFailures: method(letters.failures),
    cacheEntry: method(cache.entry),
    cacheEntries: method(cache.entries),
    countCacheEntries: method(cache.count),
    cacheCounts: method(cache.counts),
    flights: method(cache.flights),
    notices: method(notices.list),
    noticesDue: method(notices.due),
    nearestNotice: method(notices.nearest),
    lastNotice: method(notices.last),
    noticesBehind: method(notices.behind),
    timers: method(timers.ofRun),
    dueTimers: method(timers.due),
    nearestTimer: method(timers.nearest),
    forgetEnded: method(forgetEnded),
    forgetEvents: method(forgetEvents),
    forgetCache: method(forgetCache),
    forgetNotices: method(forgetNotices),
    forgetLetters: method(forgetLetters),
    counts: method(counts),
    changed: method(() => {
      watch?.look()
      const before = seenVersion
      seenVersion = dataVersion.get()
      return seenVersion !== before
    }),
    lead: method((request) => {
      watch?.look()
      return leader.lead(request)
    }),
    leader: method(leader.leader),
    check: method(() => checkIntegrity(connection)),
    close: async () => {
      if (!connection.open) return
      try {
        leader.release()
      } catch (error) {
        // On a full or broken disk the end cannot be noted; the lock goes all the same, and the next leader recovers.
        if (sqliteCode(error) === undefined) throw error
      } finally {
        connection.close()
      }
    },
  }
}
