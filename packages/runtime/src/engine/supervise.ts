import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Store } from "@statewright/store"
import { EngineHeld } from "../error/engine-held.ts"
import type { StepServices } from "../effect/step-services.ts"
import type { Answers } from "../events/answers.ts"
import type { LetterPolicy } from "../letters/letter-policy.ts"
import { lead, type Leading } from "../leader/lead.ts"
import { LeaseTimes } from "../leader/lease-times.ts"
import { isFinal } from "../trouble/is-final.ts"
import { makeTrouble } from "../trouble/outlast.ts"
import type { Trouble } from "../trouble/outlast.ts"
import { isStaleEpoch } from "../writer/is-stale-epoch.ts"
import type { NoticeHub } from "../notices/notice-hub.ts"
import type { Webhook } from "../notices/webhook.ts"
import type { Ends } from "./ends.ts"
import type { EngineOptions } from "./engine-options.ts"
import type { PolicyDefaults } from "../policy/step-policy.ts"
import type { RetentionMillis } from "../retention/retention.ts"
import type { CacheStore } from "../policy/cache/cache-store.ts"
import type { Programs } from "./programs.ts"

/** What supervising needs of the engine. */
export interface Supervising {
  readonly database: string
  readonly role: NonNullable<EngineOptions<never>["role"]>
  readonly store: Store
  readonly programs: Programs
  readonly caches: Readonly<Record<string, CacheStore>>
  readonly retention: RetentionMillis
  /** How long events that were sent to all are kept, in ms. */
  readonly retain: number
  readonly attempts: number | undefined
  readonly maxDepth: number
  readonly maxChainLength: number
  readonly defaults: PolicyDefaults
  readonly stepServices: StepServices
  readonly ends: Ends
  readonly answers: Answers
  readonly notices: NoticeHub
  readonly webhooks: readonly Webhook[]
  /** How long notices are kept, in ms. */
  readonly noticeRetain: number
  readonly letters: LetterPolicy
  /** Called with where work goes while this engine leads, and with nothing once it does not. */
  readonly leads: (leading: Leading | undefined) => void
  /** Called when something went wrong that will not pass. */
  readonly stops: () => void
}

/** How often an engine that stands by looks whether it can lead, or whether a run that it waits for has ended. */
const standByEvery = "100 millis"

/** So often one that is to lead looks again while nobody leads and the lock cannot be had. */
const mostForLock = 20

/** How long an engine waits after something went wrong that may pass, such as a full disk. */
const pause = "1 second"

/**
 * Leads whenever it can and stands by while another engine does, for as long as the scope is open. `settled` is done
 * once it is clear which of both; what goes wrong before that is its failure, what goes wrong later is logged and
 * tried again: an engine must not look alive and do nothing.
 */
export const supervise = (parts: Supervising, settled: Deferred.Deferred<void, unknown>): Effect.Effect<never> => {
  const trouble = makeTrouble("The engine could not work")
  const looks = { again: false, forLock: 0 }
  const turn = leadOrStandBy(parts, settled, { trouble, looks }).pipe(
    Effect.catchCause((cause) =>
      Effect.gen(function* () {
        if (yield* Deferred.failCause(settled, cause)) return yield* Effect.never
        const error = Cause.squash(cause)
        if (isFinal(error)) {
          yield* Effect.logError("The engine has stopped.", error)
          parts.stops()
          parts.ends.lookAtAll()
          parts.answers.lookAtAll()
          parts.notices.look()
          return yield* Effect.never
        }
        yield* trouble.failed(error)
        yield* Effect.sleep(pause)
      }),
    ),
  )
  return Effect.forever(turn)
}

interface Kept {
  readonly trouble: Trouble
  readonly looks: {
    /** Whether looking for changes failed the last time: what it was to tell may be lost. */
    again: boolean
    /** How often one that is to lead found the lock taken, and nobody who leads. */
    forLock: number
  }
}

const leadOrStandBy = (parts: Supervising, settled: Deferred.Deferred<void, unknown>, { trouble, looks }: Kept) =>
  Effect.gen(function* () {
    const { database, role, store, ends, answers, notices, leads } = parts
    const answer = yield* askToLead(store)
    if (answer.status === "held") {
      if (role === "leader") {
        // Who has the lock need not lead: it may be about to, or let it go in a moment.
        const leader = yield* fromPromise(() => store.leader())
        if (leader !== undefined || looks.forLock >= mostForLock) {
          return yield* Effect.fail(new EngineHeld(database, leader?.pid))
        }
        looks.forLock++
        return yield* Effect.sleep(standByEvery)
      }
      yield* Deferred.succeed(settled, undefined)
      yield* trouble.worked
      if (ends.waiting() || answers.waiting() || notices.waiting()) {
        const { again } = looks
        looks.again = true
        if ((yield* fromPromise(() => store.changed())) || again) {
          ends.lookAtAll()
          answers.lookAtAll()
          notices.look()
        }
        looks.again = false
      }
      return yield* Effect.sleep(standByEvery)
    }
    looks.forLock = 0
    const ready = (leading: Leading) =>
      Effect.suspend(() => {
        leads(leading)
        Deferred.doneUnsafe(settled, Exit.void)
        ends.lookAtAll()
        answers.lookAtAll()
        notices.look()
        return trouble.worked
      })
    const told = { ready, ended: ends.tell, answered: answers.look, noticed: notices.look }
    yield* Effect.scoped(lead({ ...parts, ...told, lease: answer.lease })).pipe(
      Effect.ensuring(Effect.sync(() => leads(undefined))),
      // Another engine has taken over: this one stops its work and stands by; the app lives.
      Effect.catchIf(isStaleEpoch, () => Effect.logWarning("Another engine leads this database now; standing by.")),
    )
  })

const askToLead = (store: Store) =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const at = clock.currentTimeMillisUnsafe()
    const tick = Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)
    const { takeOverAfter } = yield* LeaseTimes
    return yield* fromPromise(() => store.lead({ at, tick, takeOverAfter }))
  })

const fromPromise = <Value>(promise: () => Promise<Value>): Effect.Effect<Value, unknown> =>
  Effect.tryPromise({ try: promise, catch: (error) => error })
