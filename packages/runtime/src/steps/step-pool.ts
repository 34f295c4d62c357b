import * as Effect from "effect/Effect"
import * as FiberMap from "effect/FiberMap"
import type * as Scope from "effect/Scope"
import type { Launch } from "../writer/prepared.ts"
import { runAttempt } from "./run-attempt.ts"
import type { StepWork } from "../writer/work.ts"

/** Runs attempts at steps, outside any transaction. */
export interface StepPool {
  readonly launch: (launch: Launch) => void
  /** Aborts what still runs of a run that has ended. */
  readonly cancel: (runId: string) => void
  /** Whether a step of this run is at work here. */
  readonly isAtWork: (runId: string) => boolean
}

/** Makes a pool whose attempts are interrupted when the scope closes. */
export const makeStepPool = Effect.fnUntraced(function* (
  ended: (work: StepWork) => void,
): Effect.fn.Return<StepPool, never, Scope.Scope> {
  const fibers = yield* FiberMap.make<string>()
  const fork = yield* FiberMap.runtime(fibers)()
  const byRun = new Map<string, Set<string>>()

  const forget = (runId: string, token: string): void => {
    const tokens = byRun.get(runId)
    tokens?.delete(token)
    if (tokens?.size === 0) byRun.delete(runId)
  }

  return {
    launch: (launch) => {
      const { runId, token } = launch
      const tokens = byRun.get(runId) ?? new Set()
      byRun.set(runId, tokens.add(token))
      const attempt = runAttempt(launch).pipe(
        Effect.tap((work) =>
          Effect.sync(() => {
            forget(runId, token)
            ended(work)
          }),
        ),
        Effect.onInterrupt(() => Effect.sync(() => forget(runId, token))),
      )
      fork(token, attempt)
    },
    cancel: (runId) => {
      for (const token of byRun.get(runId) ?? []) fork(token, Effect.void)
    },
    isAtWork: (runId) => byRun.has(runId),
  }
})
