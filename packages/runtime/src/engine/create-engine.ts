import { checkOptions, checkRetry, defaultMaxDepth, durationMillis } from "@statewright/workflow"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { patientReader } from "../boundary/reader.ts"
import type { StartOptions } from "../client/workflow-client.ts"
import { stepServices } from "../effect/step-services.ts"
import { RunNotFound } from "../error/run-not-found.ts"
import { Ids } from "../ids/ids.ts"
import type { Program, Registry } from "../machine/program.ts"
import { retentionMillis } from "../retention/retention.ts"
import { makeAnswers } from "../events/answers.ts"
import { groupedInserts } from "../events/grouped-inserts.ts"
import type { Breakers } from "../client/breaker-info.ts"
import type { Notices } from "../client/notice-info.ts"
import { letterPolicy } from "../letters/letter-policy.ts"
import { makeNoticeHub } from "../notices/notice-hub.ts"
import { webhooksOf } from "../notices/webhook.ts"
import { readNotices } from "./read-notices.ts"
import type { EventAnswer, Events, EventToSend } from "../client/event-info.ts"
import type { Leading } from "../leader/lead.ts"
import type { Cache } from "../client/cache-info.ts"
import { cacheOf } from "./cache.ts"
import { storeTime } from "../policy/cache/store-trouble.ts"
import { cacheStores } from "./cache-config.ts"
import { makeEnds } from "./ends.ts"
import { breakersOf } from "./breakers.ts"
import { checkRegistry } from "./check-registry.ts"
import { ringOf } from "./encryption-options.ts"
import { type EngineOptions, engineOptionKinds } from "./engine-options.ts"
import { OpenStore } from "./open-store.ts"
import { programsOf } from "./programs.ts"
import { runHandle } from "./run.ts"
import { runIdText } from "./check-run-id.ts"
import { acceptedRun } from "../start/accepted-run.ts"
import { type Letters, lettersOf } from "./letters.ts"
import { runsOf } from "./runs.ts"
import type { Runs } from "./runs.ts"
import { proveSchemas } from "./prove-schemas.ts"
import { readEvents } from "./read-events.ts"
import { sendEvent } from "./send-event.ts"
import { startOptionKinds, startRun } from "./start-run.ts"
import { withSegmentTimeout } from "./with-segment-timeout.ts"
import { supervise } from "./supervise.ts"
import { whileOpen } from "./while-open.ts"
import type { WorkflowClients } from "./workflow-clients.ts"

/** Runs workflows on one database. */
export interface Engine<Programs extends Registry = Registry> extends AsyncDisposable {
  /** A client for each workflow, by name. */
  readonly workflows: WorkflowClients<Programs>
  readonly runs: Runs
  readonly events: Events
  readonly breakers: Breakers
  readonly notices: Notices
  readonly cache: Cache
  readonly letters: Letters
  /** Whether this engine runs steps and timers, or another one on the same file does, or it has stopped for good. */
  readonly role: () => "leader" | "standby" | "stopped"
  /** Stops taking work and aborts steps in flight; what is stored goes on when an engine opens the file again. */
  close(): Promise<void>
}

/**
 * Opens a database and runs the workflows of a registry on it: first it goes on with what the last process left.
 * Rejects with `EngineHeld`, `InvalidOption`, `InvalidRegistry`, `BreakerConflict`, `InvalidBreaker`, `InvalidJsonSchema`, `InvalidKeyRing`, `WrongKey`, `KeyMissing`, or with what is wrong with the file (`NotADatabase`, `DatabaseTooNew`, `FolderMissing` ...).
 *
 * @example
 * await using engine = await createEngine({ database: "app.db", workflows })
 * const run = await engine.workflows.collect.start({ count: 3 }, { id: "first" })
 * const squares = await run.result()
 */
export const createEngine = <Programs extends Registry>(options: EngineOptions<Programs>): Promise<Engine<Programs>> =>
  createEngineWith(Context.empty(), options)

/** How long whoever sends an event waits for what became of it, which is longer than any schema takes; it is stored before. */
const patience = "10 seconds"

/** `createEngine` with services of the caller's in place of the system's: a test's clock, ids, random numbers or store. */
export const createEngineWith = async <Programs extends Registry>(
  services: Context.Context<never>,
  options: EngineOptions<Programs>,
): Promise<Engine<Programs>> => {
  checkOptions("createEngine", options, engineOptionKinds)
  const {
    database,
    workflows,
    role = "auto",
    durability = "full",
    segmentTimeout,
    retention,
    concurrency,
    maxDepth = defaultMaxDepth,
    maxChainLength = 1_000,
    retry,
    layer,
  } = options
  const retain = durationMillis(options.eventRetention ?? "24 hours")
  checkRegistry(workflows)
  const limited = withSegmentTimeout(workflows, segmentTimeout)
  const programs = programsOf(limited)
  const caches = cacheStores(options.cache, limited)
  const kept = retentionMillis(retention)
  const defaults = retry === undefined ? {} : { retry: checkRetry("the engine", retry, []) }
  const webhooks = webhooksOf(options.webhooks)
  const noticeRetain = durationMillis(options.noticeRetention ?? "90 days")
  const deadLetters = letterPolicy(options.deadLetters)
  const keys = ringOf(options.encryption)
  await proveSchemas(workflows)
  const store = await Context.get(
    services,
    OpenStore,
  )({ path: database, durability, ...(keys !== undefined && { keys }) })
  const answers = makeAnswers(store)
  const notices = makeNoticeHub(store, (error) => {
    Effect.runForkWith(services)(Effect.logError("A listener of notices threw.", error))
  })
  const scope = Scope.makeUnsafe()
  let leading: Leading | undefined
  const ends = makeEnds(store, (runId) => leading?.isAtWork(runId) ?? false)
  let closed = false
  let stopped = false

  const close = async (): Promise<void> => {
    closed = true
    stopped = true
    leading = undefined
    ends.close()
    answers.close()
    notices.close()
    await Effect.runPromiseWith(services)(Scope.close(scope, Exit.void))
    await store.close()
  }

  const leads = (accept: Leading | undefined): void => {
    leading = accept
  }
  const settled = Deferred.makeUnsafe<void, unknown>()
  const stops = (): void => {
    stopped = true
  }
  const given = {
    database,
    role,
    store,
    programs,
    retention: kept,
    retain,
    attempts: concurrency,
    maxDepth,
    maxChainLength,
    webhooks,
    noticeRetain,
    letters: deadLetters,
    defaults,
    caches,
  }
  try {
    const meets = await stepServices(services, layer, scope)
    const supervised = supervise({ ...given, stepServices: meets, ends, answers, notices, leads, stops }, settled)
    await Effect.runPromiseWith(services)(Effect.forkIn(supervised, scope))
    await Effect.runPromiseWith(services)(Deferred.await(settled))
  } catch (error) {
    await close()
    throw error
  }

  const clock = Context.get(services, Clock.Clock)
  const ids = Context.get(services, Ids)
  const asked = whileOpen(store, () => closed)
  const now = (): number => clock.currentTimeMillisUnsafe()
  const starting = { store: asked, submit: () => leading?.submit, now, read: patientReader(services) }
  const runs = runsOf({ ...starting, id: ids.token })
  const sending = {
    ...starting,
    id: ids.token,
    insert: groupedInserts(asked),
    sites: programs.sites,
    keeps: retain > 0,
    answer: async (seq: number) => {
      leading?.look()
      const answer = Effect.promise(() => answers.wait(seq))
      const giveUp = Effect.sync(() => answers.giveUp(seq)).pipe(Effect.as(undefined))
      const tooLate = Effect.sleep(patience).pipe(Effect.andThen(giveUp))
      return Effect.runPromiseWith(services)(Effect.raceFirst(answer, tooLate))
    },
  }
  const letters = lettersOf({
    ...starting,
    programs,
    id: ids.token,
    settled: async (seq) => (await sending.answer(seq)) !== undefined,
  })
  const send = (event: EventToSend): Promise<EventAnswer> => sendEvent(sending, event)
  const soon = <Value>(promise: Promise<Value>): Promise<Value | undefined> =>
    Effect.runPromiseWith(services)(
      Effect.raceFirst(
        Effect.promise(() => promise),
        Effect.sleep(patience).pipe(Effect.as(undefined)),
      ),
    )
  const stores = () => (leading === undefined ? {} : caches)
  const clientOf = (program: Program) => ({
    start: async (input: unknown, options: StartOptions = {}) => {
      checkOptions("start", options, startOptionKinds)
      const { id = ids.run() } = options
      await startRun(starting, { ...options, program, id, input })
      return runHandle(id, ends, runs)
    },
    get: async (id: string) => {
      const found = await acceptedRun(asked, runIdText(id))
      const workflow = found?.kind === "begun" ? found.row.workflow : found?.start.name
      if (workflow !== program.workflow.definition.name) throw new RunNotFound(id)
      return runHandle(id, ends, runs)
    },
  })

  return {
    // One client for each program, typed by the program's own workflow.
    workflows: Object.fromEntries(
      Object.entries(limited).map(([name, program]) => [name, clientOf(program)]),
    ) as unknown as WorkflowClients<Programs>,
    runs,
    events: { ...readEvents(asked), send },
    breakers: breakersOf({ ...starting, id: ids.token, known: programs.breakers }),
    notices: { ...readNotices(asked), on: notices.on },
    cache: cacheOf({ ...starting, id: ids.token, stores, soon, inTime: storeTime(services) }),
    letters,
    role: () => (stopped ? "stopped" : leading === undefined ? "standby" : "leader"),
    close,
    [Symbol.asyncDispose]: close,
  }
}
