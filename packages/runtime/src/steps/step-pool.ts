import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FiberMap from "effect/FiberMap"
import * as Schedule from "effect/Schedule"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import type { AttemptRow, WaitKey } from "@statewright/store"
import { type Duration, durationMillis, type StepDefinition } from "@statewright/workflow"
import type { StepServices } from "../effect/step-services.ts"
import type { Permit } from "../limit/permit.ts"
import { beginRenewal } from "../policy/cache/begin-renewal.ts"
import type { Policies } from "../policy/order.ts"
import type { DependencyOutcome } from "../policy/breaker/circuit.ts"
import { outcomeOfLate } from "../policy/breaker/watch-attempt.ts"
import { lookUp } from "../policy/cache/look-up.ts"
import type { Launch, Renewal } from "../writer/prepared.ts"
import type { RenewWork, StepWork, Work } from "../writer/work.ts"
import { type AttemptParts, runAttempt } from "./run-attempt.ts"
import { tellWarnings } from "./tell-warnings.ts"

/** Runs attempts at steps, outside any transaction. */
export interface StepPool {
  readonly launch: (launch: Launch) => void
  /** Runs an attempt for nobody but the cache. */
  readonly renew: (renewal: Renewal) => void
  /** Aborts what still runs of a run that has ended. */
  readonly cancel: (runId: string) => void
  /** Tells attempts of a run, at one call or at all, by their signal that nobody waits; what they come to soon is kept. */
  readonly abandon: (runId: string, call?: WaitKey) => void
  /** Aborts an attempt at a call whose deadline is over: it has taken too long. */
  readonly expire: (runId: string, call: WaitKey) => void
  /** Whether a step of this run is at work here. */
  readonly isAtWork: (runId: string) => boolean
  /** Whether no step of any run is. */
  readonly isIdle: () => boolean
}

/** What the pool needs of its leader. */
export interface StepPoolOptions extends Pick<Policies, "defaults" | "caching"> {
  readonly services: StepServices
  /** The failed attempts at a call. */
  readonly attempts: (runId: string, call: WaitKey) => Promise<readonly AttemptRow[]>
  /** How many attempts at a call do not count any more. */
  readonly forgiven: (runId: string, call: WaitKey) => Promise<number>
}

/** How long an attempt that was told to stop has to come to an end that is kept. */
const grace = "10 seconds"

/** Before the database is read again. */
const pause = "250 millis"

interface Attempt extends WaitKey {
  readonly token: string
  readonly controller: AbortController
  readonly permit: Permit | undefined
  readonly step: StepDefinition | undefined
}

/** Makes a pool whose attempts are interrupted when the scope closes. */
export const makeStepPool = Effect.fnUntraced(function* (
  ended: (work: Work) => void,
  { defaults, caching, services, attempts, forgiven }: StepPoolOptions,
): Effect.fn.Return<StepPool, never, Scope.Scope> {
  const fibers = yield* FiberMap.make<string>()
  const fork = yield* FiberMap.runtime(fibers)()
  const clock = yield* Clock.Clock
  const random = yield* Random.Random
  const tell = tellWarnings(yield* Effect.context())
  const byRun = new Map<string, Set<Attempt>>()
  const renewing = new Set<Attempt>()

  const forget = (runId: string, attempt: Attempt, outcome?: DependencyOutcome): void => {
    attempt.permit?.release(outcome)
    const attempts = byRun.get(runId)
    attempts?.delete(attempt)
    if (attempts?.size === 0) byRun.delete(runId)
  }

  /** Whatever it comes to is dropped. */
  const interrupt = (runId: string, attempt: Attempt, outcome?: DependencyOutcome): void => {
    forget(runId, attempt, outcome)
    attempt.controller.abort()
  }
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      byRun.forEach((attempts, runId) => attempts.forEach((attempt) => interrupt(runId, attempt)))
      for (const { controller } of renewing) controller.abort()
      renewing.clear()
    }),
  )

  const later = (key: string, duration: Duration, act: () => void): (() => void) => {
    fork(key, Effect.sleep(durationMillis(duration)).pipe(Effect.andThen(Effect.sync(act))))
    return () => void fork(key, Effect.void)
  }

  /** What the disk cannot give now is asked for until it can, or until the pool closes. */
  const read = <Value>(key: string, ask: () => Promise<Value>): Promise<Value> =>
    new Promise((resolve) => {
      const asked = Effect.retry(Effect.tryPromise(ask), Schedule.spaced(pause))
      fork(key, Effect.map(asked, resolve))
    })

  const now = (): number => clock.currentTimeMillisUnsafe()
  const partsOf = ({ runId, frame, waitId, token }: Launch, controller: AbortController): AttemptParts => ({
    caching,
    defaults,
    services,
    controller,
    now,
    random: () => random.nextDoubleUnsafe(),
    after: (duration, act) => later(`${token}/timeout`, duration, act),
    attempts: () => read(`${token}/attempts`, () => attempts(runId, { frame, waitId })),
    forgiven: () => read(`${token}/forgiven`, () => forgiven(runId, { frame, waitId })),
  })

  /** One that was given a stale answer has it renewed behind it, by one call at a time. */
  const renew = (work: Omit<RenewWork, "gone">): void => {
    const done = beginRenewal(caching.renewals, work.key)
    if (done !== undefined) ended({ ...work, gone: done })
  }

  const workOf = async (launch: Launch, controller: AbortController): Promise<Work | undefined> => {
    if (launch.attempt > 0) return runAttempt(launch, partsOf(launch, controller))
    return lookUp(launch, { caching, now, signal: controller.signal, renew })
  }

  return {
    launch: (launch) => {
      const { runId, frame, waitId, token, permit, program, name } = launch
      const others = byRun.get(runId) ?? new Set()
      const controller = new AbortController()
      const step = program.steps[name]?.definition
      const attempt: Attempt = { frame, waitId, token, controller, permit, step }
      byRun.set(runId, others.add(attempt))
      const conclude = (work: Work | undefined): void => {
        if (!others.has(attempt)) return
        forget(runId, attempt, work?.kind === "step" ? work.dependency : undefined)
        tell(work)
        if (work !== undefined) ended(work)
      }
      void workOf(launch, controller).then(conclude)
    },
    renew: ({ launch, done }) => {
      const { frame, waitId, token, permit, program, name } = launch
      const controller = new AbortController()
      const step = program.steps[name]?.definition
      const attempt: Attempt = { frame, waitId, token, controller, permit, step }
      renewing.add(attempt)
      const conclude = ({ end, dependency }: StepWork): void => {
        if (!renewing.delete(attempt)) return
        permit?.release(dependency)
        const put = end.kind === "completed" || end.kind === "failed" ? end.put : undefined
        ended({ kind: "renewed", ...(put && { put }), done })
      }
      void runAttempt(launch, partsOf(launch, controller)).then(conclude)
    },
    cancel: (runId) => byRun.get(runId)?.forEach((attempt) => interrupt(runId, attempt)),
    abandon: (runId, call) => {
      for (const attempt of byRun.get(runId) ?? []) {
        const { frame, waitId, token, controller } = attempt
        if (controller.signal.aborted) continue
        if (call !== undefined && (call.frame !== frame || call.waitId !== waitId)) continue
        controller.abort()
        later(`${token}/grace`, grace, () => {
          if (byRun.get(runId)?.has(attempt) === true) interrupt(runId, attempt)
        })
      }
    },
    expire: (runId, { frame, waitId }) => {
      for (const attempt of byRun.get(runId) ?? []) {
        if (attempt.frame !== frame || attempt.waitId !== waitId || attempt.controller.signal.aborted) continue
        interrupt(runId, attempt, outcomeOfLate(attempt.step))
      }
    },
    isAtWork: (runId) => byRun.has(runId),
    isIdle: () => byRun.size + renewing.size === 0,
  }
})
