import * as Effect from "effect/Effect"
import * as FiberMap from "effect/FiberMap"
import type * as Scope from "effect/Scope"
import type { WaitKey } from "@statewright/store"
import type { Permit } from "../limit/permit.ts"
import type { Launch } from "../writer/prepared.ts"
import { runAttempt } from "./run-attempt.ts"
import type { StepWork } from "../writer/work.ts"

/** Runs attempts at steps, outside any transaction. */
export interface StepPool {
  readonly launch: (launch: Launch) => void
  /** Aborts what still runs of a run that has ended. */
  readonly cancel: (runId: string) => void
  /** Tells attempts of a run, at one call or at all, by their signal that nobody waits; what they come to soon is kept. */
  readonly abandon: (runId: string, call?: WaitKey) => void
  /** Whether a step of this run is at work here. */
  readonly isAtWork: (runId: string) => boolean
}

/** How long an attempt that was told to stop has to come to an end that is kept. */
const grace = "10 seconds"

interface Attempt extends WaitKey {
  readonly token: string
  readonly controller: AbortController
  readonly permit: Permit | undefined
}

/** Makes a pool whose attempts are interrupted when the scope closes. */
export const makeStepPool = Effect.fnUntraced(function* (
  ended: (work: StepWork) => void,
): Effect.fn.Return<StepPool, never, Scope.Scope> {
  const fibers = yield* FiberMap.make<string>()
  const fork = yield* FiberMap.runtime(fibers)()
  const byRun = new Map<string, Set<Attempt>>()

  const forget = (runId: string, attempt: Attempt): void => {
    attempt.permit?.release()
    const attempts = byRun.get(runId)
    attempts?.delete(attempt)
    if (attempts?.size === 0) byRun.delete(runId)
  }

  const interrupt = ({ token }: Attempt): void => void fork(token, Effect.void)

  return {
    launch: (launch) => {
      const { runId, frame, waitId, token, permit } = launch
      const attempts = byRun.get(runId) ?? new Set()
      const controller = new AbortController()
      const attempt: Attempt = { frame, waitId, token, controller, permit }
      byRun.set(runId, attempts.add(attempt))
      const running = runAttempt(launch, controller).pipe(
        Effect.tap((work) =>
          Effect.sync(() => {
            forget(runId, attempt)
            ended(work)
          }),
        ),
        Effect.onInterrupt(() => Effect.sync(() => forget(runId, attempt))),
      )
      fork(token, running)
    },
    cancel: (runId) => byRun.get(runId)?.forEach(interrupt),
    abandon: (runId, call) => {
      for (const attempt of byRun.get(runId) ?? []) {
        const { frame, waitId, token, controller } = attempt
        if (controller.signal.aborted) continue
        if (call !== undefined && (call.frame !== frame || call.waitId !== waitId)) continue
        controller.abort()
        const late = Effect.sync(() => {
          if (byRun.get(runId)?.has(attempt) === true) interrupt(attempt)
        })
        fork(`${token}/grace`, Effect.sleep(grace).pipe(Effect.andThen(late)))
      }
    },
    isAtWork: (runId) => byRun.has(runId),
  }
})
