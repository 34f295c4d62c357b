import { decodeValue, encodeValue } from "@statewright/model"
import type { Outcome } from "@statewright/model"
import type { Store, TimerRow } from "@statewright/store"
import { advance } from "../advance/advance.ts"
import { type Bounded, boundRetry } from "../policy/retry/bound-retry.ts"
import { hasDeadline } from "../policy/retry/deadlines.ts"
import { letterOf } from "../policy/dead-letter/letter-of.ts"
import { withLetter } from "../policy/dead-letter/with-letter.ts"
import { readStored } from "../history/read-stored.ts"
import { cacheWrites } from "../policy/cache/cache-writes.ts"
import type { AttemptEnd } from "../steps/attempt-end.ts"
import { isWanted } from "./is-wanted.ts"
import type { LiveRun } from "./live-runs.ts"
import { moveRun } from "./move-run.ts"
import type { Moment } from "./moment.ts"
import type { Cause } from "./move-run.ts"
import { park } from "./park.ts"
import type { Prepared } from "./prepared.ts"
import type { StepWork } from "./work.ts"
import { restState } from "./rest-state.ts"

/** Prepares what follows from the end of an attempt: the run moves on, or a retry timer is set. */
export const prepareStep = async (live: LiveRun, work: StepWork, store: Store, moment: Moment): Promise<Prepared> => {
  const { now } = moment
  const { end, frame, waitId } = work
  const wait = { frame, waitId }
  switch (end.kind) {
    case "retry": {
      const step = await store.step(live.id, wait)
      const { uncounted = false } = end
      const bound: Bounded =
        step === undefined || !isWanted(live.frame, waitId, step.within)
          ? { kind: "failed", error: end.error }
          : boundRetry(live, step, end)
      if (bound.kind === "failed") {
        return prepareStep(live, { ...work, end: { ...bound, last: end.error } }, store, moment)
      }
      if (bound.isCounted) live.retries += 1
      return {
        transition: {
          runId: live.id,
          at: now,
          run: { kind: "check", expectedRev: live.rev },
          steps: [{ ...wait, kind: "retry", token: work.token, ...(uncounted && { uncounted }) }],
          ...(!uncounted && { attempts: [failedAttempt(work, end.error, now)] }),
          setTimers: [{ ...wait, kind: "retry", dueAt: end.dueAt }],
          ...(bound.isCounted && { countRetry: true }),
        },
        launches: [],
      }
    }
    case "damaged":
      live.rests = true
      return {
        transition: park({ ...live, state: restState(live.frame) }, end.error, now),
        launches: [],
      }
    case "completed":
      return settle(
        { ok: true, value: decodeValue(end.text) },
        {
          steps: [
            { ...wait, kind: "complete", token: work.token, output: end.text, ...cachedAt(end), ...warningsOf(end) },
          ],
          ...noticeOf(live, work, end),
        },
      )
    case "failed": {
      const letter = await letterOf(store, live, { ...work, ...end, endedAt: now }, moment.read)
      const failed = await settle(
        { ok: false, error: decodeValue(end.error) },
        {
          steps: [{ ...wait, kind: "fail", token: work.token, error: end.error, ...endedBy(end) }],
          ...(work.attempt > 0 && { attempts: [failedAttempt(work, end.last ?? end.error, now)] }),
        },
      )
      return letter === undefined ? failed : withLetter(store, live, letter, failed)
    }
  }

  async function settle(outcome: Outcome, cause: Cause): Promise<Prepared> {
    // The step has ended, whatever its workflow makes of it.
    const { rows, after } = cacheWrites(moment.policies.caching, work)
    const clearTimers = hasDeadline(live.program, work.name) ? [{ ...wait, kind: "deadline" } as const] : []
    const ended = { ...cause, ...rows, clearTimers }
    const onPark = { ...ended, setTimers: [{ ...wait, kind: "deliver", dueAt: now } as const] }
    const prepared = await deliver(live, moment, { waitId, outcome }, { ...ended, onPark })
    return { ...prepared, ...after }
  }
}

const endedBy = ({ endedBy: by }: Extract<AttemptEnd, { kind: "failed" }>) => (by === undefined ? {} : { endedBy: by })

/** Gives the end of a step to the run that waits for it. */
const deliver = (
  live: LiveRun,
  moment: Moment,
  { waitId, outcome }: { readonly waitId: string; readonly outcome: Outcome },
  cause: Cause,
) => {
  return moveRun(live, moment, (given) => advance(live.program, live.frame, { wait: waitId, outcome, ...given }), {
    ...cause,
    movedBy: { kind: "step", waitId },
  })
}

/** Gives once more the end of a step over which its run was parked. */
export const deliverAgain = async (
  live: LiveRun,
  { frame, waitId, kind }: TimerRow,
  store: Store,
  moment: Moment,
): Promise<Prepared | undefined> => {
  const step = await store.step(live.id, { frame, waitId })
  if (step === undefined || step.endedAt === null) return undefined
  const outcome: Outcome =
    step.error === null
      ? { ok: true, value: readStored(step.output ?? "", `the output of ${waitId}`) }
      : { ok: false, error: readStored(step.error, `the error of ${waitId}`) }
  return deliver(live, moment, { waitId, outcome }, { clearTimers: [{ frame, waitId, kind }] })
}

/** A call that was at work when its run was cancelled: its effect may have happened, so what came of it is kept. */
export const prepareLateStep = async (store: Store, work: StepWork, now: number): Promise<Prepared | undefined> => {
  const { runId, frame, waitId, token, end } = work
  if ((await store.run(runId))?.status !== "cancelled") return undefined
  // It has only looked for a cached answer, or was turned away.
  if (work.attempt === 0 || isTurnedAway(end)) return undefined
  const call = { frame, waitId, token }
  const transition = { runId, at: now, run: { kind: "none" } } as const
  if (end.kind === "damaged") return undefined
  if (end.kind === "completed") {
    const steps = [{ ...call, kind: "complete", output: end.text, ...warningsOf(end) } as const]
    return { transition: { ...transition, steps }, launches: [] }
  }
  const { error } = end
  const attempts = [failedAttempt(work, error, now)]
  return { transition: { ...transition, steps: [{ ...call, kind: "fail", error }], attempts }, launches: [] }
}

/** Whether its breaker has not let it begin. */
const isTurnedAway = (end: AttemptEnd): boolean =>
  (end.kind === "retry" && end.uncounted === true) || (end.kind === "failed" && end.endedBy === "circuit-open")

type CompletedEnd = Extract<StepWork["end"], { kind: "completed" }>

/** That a value was let pass that does not fit. */
const noticeOf = (live: LiveRun, { waitId }: StepWork, { warnings }: CompletedEnd): Pick<Cause, "notices"> => {
  if (warnings === undefined) return {}
  const workflow = live.program.workflow.definition.name
  const subject = `${workflow}/${waitId.replace(/#\d+$/, "")}`
  const facts = encodeValue({ workflow, wait: waitId, issues: warnings.length, found: warnings })
  return { notices: [{ kind: "validation", subject, runId: live.id, facts }] }
}

const warningsOf = ({ warnings }: CompletedEnd) => warnings && { warnings: encodeValue(warnings) }

const cachedAt = ({ cached }: CompletedEnd) => cached && { cachedAt: cached.at }

const failedAttempt = ({ frame, waitId, attempt, startedAt }: StepWork, error: string, endedAt: number) => ({
  frame,
  waitId,
  attempt,
  startedAt,
  endedAt,
  error,
})
