import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { BreakerRow, InboxRow, Lease, NewNotice, RunBecomes, Store, TimerRow } from "@statewright/store"
import { makeDeliverer } from "../notices/deliver-notices.ts"
import { noticingStore } from "../notices/noticing-store.ts"
import type { Webhook } from "../notices/webhook.ts"
import { countNotices } from "../policy/metrics.ts"
import { killPoint } from "@statewright/store/kill-point"
import { memoReader } from "../boundary/memo-reader.ts"
import type { StepServices } from "../effect/step-services.ts"
import type { Programs } from "../engine/programs.ts"
import { heldEvents } from "../events/held-events.ts"
import { Ids } from "../ids/ids.ts"
import { makeGate, type Standing } from "../limit/gate.ts"
import { holdAgain, openLine } from "../limit/open-line.ts"
import type { Permit } from "../limit/permit.ts"
import { isTheRun, theRun } from "../limit/the-run.ts"
import { type LetterAlarm, makeLetterAlarm } from "../letters/letter-alarm.ts"
import type { LetterPolicy } from "../letters/letter-policy.ts"
import { makeReplayDue } from "../letters/replay-due.ts"
import { makeLocks } from "../lock/locks.ts"
import { makePolicies } from "../policy/order.ts"
import type { PolicyDefaults } from "../policy/step-policy.ts"
import { recover } from "../recovery/recover.ts"
import { makeTrial } from "../recovery/trial.ts"
import { countCacheCalls } from "../policy/cache/cache-metrics.ts"
import { invalidating } from "../policy/cache/invalidating.ts"
import { cacheFailed, storeTime } from "../policy/cache/store-trouble.ts"
import { tellFlights } from "../policy/cache/tell-flights.ts"
import type { CacheStore } from "../policy/cache/cache-store.ts"
import { makeCaching, memoryName } from "../policy/cache/caching.ts"
import { forgetOld } from "../retention/forget-old.ts"
import { forgetEvery } from "../retention/retention.ts"
import type { RetentionMillis } from "../retention/retention.ts"
import { makeStepPool } from "../steps/step-pool.ts"
import { makeAlarm } from "../timers/alarm.ts"
import { watchClock } from "../timers/set-back.ts"
import { outlast } from "../trouble/outlast.ts"
import { liveRuns } from "../writer/live-runs.ts"
import { isEndOfRun } from "../writer/is-end-of-run.ts"
import { endOf } from "../writer/prepared.ts"
import type { Prepared } from "../writer/prepared.ts"
import type { Work } from "../writer/work.ts"
import { makeWriter } from "../writer/writer.ts"
import { LeaseTimes } from "./lease-times.ts"
import { takeInbox, workOf } from "./take-inbox.ts"

/** What a leader tells the engine around it. */
export interface LeadOptions {
  readonly store: Store
  readonly programs: Programs
  /** Where cached answers are kept beside the database, by name. */
  readonly caches: Readonly<Record<string, CacheStore>>
  readonly retention: RetentionMillis
  /** How long events that were sent to all are kept, in ms. */
  readonly retain: number
  /** How many attempts at steps may be at work at once. */
  readonly attempts: number | undefined
  /** So many runs may stand above a sub-workflow that says nothing of it. */
  readonly maxDepth: number
  /** So many runs may be chained one behind the other. */
  readonly maxChainLength: number
  readonly defaults: PolicyDefaults
  /** What meets the requirements of effect steps. */
  readonly stepServices: StepServices
  readonly lease: Lease
  /** Called once runs are recovered: from here on work may be handed in. */
  readonly ready: (leading: Leading) => Effect.Effect<void>
  /** A run ended, or was parked. */
  readonly ended: (runId: string, end: RunBecomes) => void
  /** It is known what became of an event. */
  readonly answered: (seq: number) => void
  readonly webhooks: readonly Webhook[]
  /** How long notices are kept, in ms. */
  readonly noticeRetain: number
  /** How long dead letters are kept, and when there are too many. */
  readonly letters: LetterPolicy
  /** A notice was stored. */
  readonly noticed: () => void
}

/** Where work goes in the process that leads. */
export interface Leading {
  readonly submit: (work: Work) => void
  /** Something was put into an inbox: looks at once. */
  readonly look: () => void
  /** Whether a run is in memory: it has not ended, and it is told when it does. */
  readonly isAtWork: (runId: string) => boolean
}

/** How often the leader looks for what other processes wrote. */
const lookEvery = "50 millis"

/** Leads until it is interrupted or another engine has taken over, which is its failure. */
export const lead = Effect.fnUntraced(function* (options: LeadOptions) {
  const {
    store,
    programs,
    caches,
    retention,
    retain,
    attempts,
    maxDepth,
    maxChainLength,
    defaults,
    stepServices,
    lease,
    ready,
    ended,
    answered,
    webhooks,
    noticeRetain,
    letters,
    noticed,
  } = options
  killPoint("lead-taken")
  const { token, seed } = yield* Ids
  const { beatEvery } = yield* LeaseTimes
  const runs = liveRuns(store, programs)
  let wake = (): void => {}

  const nudged = Latch.makeUnsafe()
  let isNudged = false
  const nudge = (): void => {
    isNudged = true
    nudged.openUnsafe()
  }

  const take = (row: InboxRow): void => {
    const work = workOf(row, programs)
    if (work !== undefined) submit(work)
  }
  const stored = (prepared: Prepared, sent: readonly InboxRow[] | undefined): void => {
    const { transition, launches, joined = [], abandoned = [], expired, begun, holds, follows = [] } = prepared
    const { runId } = transition
    if (begun !== undefined) runs.put(begun)
    for (const launch of launches) {
      pool.launch(launch)
      if (launch.permit !== undefined) gate.begun(runId, launch)
    }
    if (holds !== undefined) {
      gate.begun(runId, theRun)
      gate.hold(runId, holds)
    }
    if (prepared.renewal !== undefined) pool.renew(prepared.renewal)
    tellFlights(policies.caching, prepared)
    if (transition.counts !== undefined) countCacheCalls(transition.counts, services)
    // Whom it tells to stop begins nothing more: that comes before a turn in line.
    for (const work of follows) writer.submit(work)
    for (const call of joined) gate.stored(runId, call)
    if (expired !== undefined) pool.expire(runId, expired)
    for (const call of abandoned) {
      pool.abandon(runId, call)
      gate.drop(runId, call)
    }
    for (const { dueAt } of transition.setTimers ?? []) alarm.nudge(dueAt, transition.at)
    for (const step of transition.steps ?? []) if (step.kind !== "claim") trial.passed(runId, step)
    if (transition.locks !== undefined) locks.stored(runId, transition.locks)
    const end = endOf(transition)
    if ((end === undefined || end.status === "running") && locks.isKnotted(runId)) untie(runId)
    if (end?.status === "running") {
      alarm.nudge(transition.at, transition.at)
      locks.resumed(runId)
    } else if (end !== undefined && end.status !== "queued") {
      trial.dismissed(runId)
      held.forget(runId)
      gate.dropRun(runId)
      if (isEndOfRun(end)) locks.dropRun(runId)
      else locks.rested(runId)
      if (end.status === "cancelled") pool.abandon(runId)
      else pool.cancel(runId)
      ended(runId, end)
    }
    if (transition.letters !== undefined) replays.nudge()
    for (const seq of transition.takes ?? []) answered(seq)
    for (const { kind, seq } of transition.events ?? []) {
      if (kind === "reached") continue
      underway.delete(seq)
      answered(seq)
    }
    if (transition.received !== undefined) runs.peek(runId)?.taking.clear()
    if (end !== undefined || !pool.isAtWork(runId)) runs.drop(runId)
    if (sent === undefined) nudge()
    else for (const row of sent) take(row)
  }

  /** Who is at work goes on, and so does who waits for it. */
  const untie = (runId: string): void => {
    const holders = locks.asksOf(runId).map(({ holder }) => holder)
    if ([runId, ...holders].some((each) => each === undefined || pool.isAtWork(each))) return
    writer.submit({ kind: "untie", runId, instead: untie })
  }

  const now = yield* Clock.currentTimeMillis
  const recovered = yield* attempt(() => recover({ store, programs, lease, now }))
  const { wakes, cancels, claims, suspects, looks } = recovered
  const rows = yield* attempt(() => store.limits(now))
  const turn = ({ runId, frame, waitId }: Standing, permit: Permit): void => {
    const gone = (): void => {
      gate.drop(runId, { frame, waitId })
      // Whatever stands there by now: what was given with this turn is nobody's.
      permit.undo()
    }
    if (isTheRun({ frame, waitId })) writer.submit({ kind: "begin", runId, permit, gone })
    else writer.submit({ kind: "turn", runId, frame, waitId, permit, gone })
  }
  const gate = makeGate({ rows, turn, clock: yield* Clock.Clock, ...(attempts !== undefined && { attempts }) })
  holdAgain(gate, programs, rows)
  const services = yield* Effect.context()
  // What was invalidated while another engine led is not known here.
  yield* attempt(async () => caches[memoryName]?.invalidate({}))
  const caching = makeCaching({
    store,
    stores: caches,
    flights: yield* attempt(() => store.flights()),
    inTime: storeTime(services),
    failed: cacheFailed(services),
    notice: (notice) => policies.ledger.write({ kind: "notice", notice }),
  })
  const submit = yield* invalidating(caching, (work) => writer.submit(work))
  const time = yield* Clock.Clock
  const policies = makePolicies({
    defaults,
    caching,
    letterAlarm: yield* attempt(() => letterAlarm(store, letters.alarm, now)),
    breakers: { known: programs.breakers, rows: yield* attempt(() => breakerRows(store, programs)) },
    now: () => time.currentTimeMillisUnsafe(),
    wake: () => wake(),
  })
  const pool = yield* makeStepPool((work) => writer.submit(work), {
    ...policies,
    services: stepServices,
    attempts: (runId, call) => store.attemptsOf(runId, call),
    forgiven: async (runId, call) => (await store.step(runId, call))?.forgiven ?? 0,
  })
  const held = heldEvents({ store, sites: programs.sites, newReader: () => memoReader(services) })
  const clock = watchClock(store)
  const underway = new Set<number>()
  const mutexes = yield* attempt(() => store.mutexes())
  const locks = makeLocks(mutexes, (claimant) => writer.submit({ kind: "grant", ...claimant }))
  const noting = { locks, taken: new Set<string>(), maxDepth, maxChainLength }
  const deciding = { store, programs, policies, runs, gate, held, retain, underway, token, seed, services, ...noting }
  const deliverer = makeDeliverer(store, lease, webhooks)
  const tap = {
    wants: (kind: string) => webhooks.some((webhook) => webhook.wants(kind)),
    stored: (notices: readonly NewNotice[]) => countNotices(notices, services),
    look: () => {
      noticed()
      deliverer.nudge()
    },
  }
  const noticing = noticingStore(store, tap)
  const writer = makeWriter({
    ...deciding,
    store: noticing,
    now: clock.now,
    epoch: lease.epoch,
    isAlone: pool.isIdle,
    stored,
  })
  // Policies may have had something to write before.
  wake = writer.wake
  wake()
  const alarm = makeAlarm(store, clock, (timer: TimerRow, done) => writer.submit({ kind: "timer", timer, done }))

  const replays = makeReplayDue(store, programs, writer.submit)
  const trial = makeTrial(suspects, writer.submit)
  // Whoever asks for such a run from now on must not be told that it rests.
  if (wakes.length > 0) yield* attempt(() => writer.settle(wakes, now))
  for (const cancel of cancels.ofRunsAtWork) writer.submit(cancel)
  for (const claim of claims) writer.submit(claim)
  for (const cancel of cancels.ofOthers) writer.submit(cancel)
  for (const launch of looks) pool.launch(launch)
  trial.begin()
  locks.begin()
  locks.asking().forEach(untie)
  writer.submit({ kind: "open-line", open: () => openLine(gate, programs, rows, now) })
  yield* ready({ submit, look: nudge, isAtWork: (runId) => runs.peek(runId) !== undefined })

  const beat = Effect.gen(function* () {
    yield* Effect.sleep(beatEvery)
    const at = yield* Clock.currentTimeMillis
    yield* attempt(() => lease.beat(at))
  })
  const pause = forgetEvery([...retention.values(), retain, noticeRetain, letters.retention])
  const kept = { runs: retention, events: retain, notices: noticeRetain, letters: letters.retention }
  const forget = Effect.gen(function* () {
    const at = yield* Clock.currentTimeMillis
    yield* attempt(() => forgetOld(store, lease, kept, at))
    yield* Effect.sleep(pause)
  })
  const isTaken = new Set([...cancels.ofRunsAtWork, ...cancels.ofOthers].map(({ inboxSeq }) => inboxSeq))
  const inbox = takeInbox(store, programs, (work) => {
    if (work.kind !== "cancel" || !isTaken.delete(work.inboxSeq)) submit(work)
  })
  // Until all of it was read once, and again where reading failed.
  let unread = true
  const look = Effect.gen(function* () {
    const asked = isNudged || unread
    isNudged = false
    unread = true
    nudged.closeUnsafe()
    if ((yield* attempt(() => store.changed())) || asked) yield* inbox
    unread = false
    yield* Effect.raceFirst(Effect.sleep(lookEvery), nudged.await)
  })

  return yield* Effect.all(
    [
      writer.run,
      alarm.run,
      gate.run,
      replays.run,
      outlast("The beat of the leader could not be written", "1 second", beat),
      outlast("The inbox could not be read", "250 millis", look),
      ...(webhooks.length > 0 ? [outlast("Notices could not be delivered", "1 second", deliverer.run)] : []),
      outlast("Runs and events of long ago could not be deleted", pause, forget),
    ],
    {
      concurrency: "unbounded",
    },
  )
})

/** Who has no breakers pays nothing for them. */
const breakerRows = async (store: Store, { breakers }: Programs): Promise<readonly BreakerRow[]> =>
  breakers.size === 0 ? [] : store.breakers()

const attempt = <Value>(ask: () => Promise<Value>): Effect.Effect<Value, unknown> =>
  Effect.tryPromise({ try: ask, catch: (error) => error })

/** Those that failed before count, too. */
const letterAlarm = async (
  store: Store,
  options: LetterPolicy["alarm"],
  now: number,
): Promise<LetterAlarm | undefined> => {
  if (options === undefined) return undefined
  const { above, within } = options
  return makeLetterAlarm(options, await store.letterFailures({ since: now - within, limit: above + 1 }))
}
