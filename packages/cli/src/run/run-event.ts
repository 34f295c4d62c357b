import { decodeValue, isStatewrightError } from "@statewright/model"
import type { RunStatus, StepStatus } from "@statewright/model"
import type { AttemptRow, ReceivedRow, RunRow, StepRow, TimerRow, WaitKey, WaitRow } from "@statewright/store"

/** Something that happened to a run, as somebody who follows it sees it. */
export type RunEvent = { readonly at: number } & (
  | { readonly kind: "step-started"; readonly step: string; readonly wait: string }
  | {
      readonly kind: "attempt-failed"
      readonly step: string
      readonly wait: string
      readonly attempt: number
      readonly error: unknown
    }
  | { readonly kind: "retry-waits"; readonly step: string; readonly wait: string; readonly until: number }
  | { readonly kind: "sleeps"; readonly wait: string; readonly until: number }
  | {
      readonly kind: "step-ended"
      readonly step: string
      readonly wait: string
      readonly status: StepStatus
      readonly attempts: number
      readonly took: number
    }
  | { readonly kind: "waits-for-event"; readonly event: string; readonly wait: string; readonly until?: number }
  | { readonly kind: "event-received"; readonly event: string; readonly wait: string; readonly id: string }
  | {
      readonly kind: "run-rests"
      readonly status: Exclude<RunStatus, "queued" | "running">
      readonly took: number
      /** Why it is parked. */
      readonly reason?: string
    }
)

/** What is stored of a run, as rows. */
export interface RunFacts {
  readonly run: RunRow
  readonly steps: readonly StepRow[]
  readonly attempts: readonly AttemptRow[]
  readonly timers: readonly TimerRow[]
  readonly waits: readonly WaitRow[]
  readonly received: readonly ReceivedRow[]
}

/** What was seen of a run so far. */
export interface Seen {
  readonly steps: ReadonlyMap<string, StepStatus>
  readonly attempts: ReadonlySet<string>
  readonly timers: ReadonlySet<string>
  readonly waits: ReadonlySet<string>
  readonly received: ReadonlySet<string>
}

/** Nothing was seen yet. */
export const nothingSeen: Seen = {
  steps: new Map(),
  attempts: new Set(),
  timers: new Set(),
  waits: new Set(),
  received: new Set(),
}

/** What was seen once `facts` are. */
export const seenIn = ({ steps, attempts, timers, waits, received }: RunFacts): Seen => ({
  steps: new Map(steps.map((step) => [waitKey(step), step.status])),
  attempts: new Set(attempts.map(attemptKey)),
  timers: new Set(timers.map(timerKey)),
  waits: new Set(waits.map(waitKey)),
  received: new Set(received.map(waitKey)),
})

/** What happened since `seen`, in order. A step that started and ended meanwhile is only told to have ended. */
export const eventsSince = (seen: Seen, facts: RunFacts): readonly RunEvent[] => {
  const { run, steps, attempts, timers } = facts
  const newAttempts = Map.groupBy(
    attempts.filter((row) => !seen.attempts.has(attemptKey(row))),
    waitKey,
  )
  const newTimers = Map.groupBy(
    timers.filter((row) => !seen.timers.has(timerKey(row))),
    waitKey,
  )
  const ofSteps = steps.flatMap((row) => {
    const [started, ended] = stepEvents(seen.steps.get(waitKey(row)), row)
    const attempted = newAttempts.get(waitKey(row)) ?? []
    const failed = attempted.map((each) => attemptEvent(each, row.name))
    // A retry does not touch the row of its run.
    const at = Math.max(run.updatedAt, ...attempted.map(({ endedAt }) => endedAt))
    const retries = (newTimers.get(waitKey(row)) ?? []).flatMap((each) => retryEvents(each, row.name, at))
    return [...started, ...failed, ...retries, ...ended]
  })
  const sleeps = [...newTimers.values()].flat().flatMap((row) => sleepEvents(row, run.updatedAt))
  // The sort is stable: of one moment, a step's end comes before the start of the next.
  return [...ofSteps, ...sleeps, ...eventEvents(seen, facts), ...restEvents(run)].toSorted((a, b) => a.at - b.at)
}

const stepEvents = (
  before: StepStatus | undefined,
  { waitId: wait, name: step, status, attempt: attempts, startedAt, endedAt }: StepRow,
): readonly [started: readonly RunEvent[], ended: readonly RunEvent[]] => {
  if (endedAt === null) {
    return [before === undefined ? [{ kind: "step-started", at: startedAt, step, wait }] : [], []]
  }
  const took = endedAt - startedAt
  return [[], before === status ? [] : [{ kind: "step-ended", at: endedAt, step, wait, status, attempts, took }]]
}

const attemptEvent = ({ waitId: wait, attempt, endedAt: at, error }: AttemptRow, step: string): RunEvent => ({
  kind: "attempt-failed",
  at,
  step,
  wait,
  attempt,
  error: shownError(error),
})

/** One that cannot be read is told in its place. */
const shownError = (text: string): unknown => {
  try {
    return decodeValue(text)
  } catch (error) {
    if (isStatewrightError(error)) return error
    throw error
  }
}

const retryEvents = ({ kind, waitId: wait, dueAt: until }: TimerRow, step: string, at: number): readonly RunEvent[] =>
  kind === "retry" ? [{ kind: "retry-waits", at, step, wait, until }] : []

const sleepEvents = ({ kind, waitId: wait, dueAt: until }: TimerRow, at: number): readonly RunEvent[] =>
  kind === "sleep" ? [{ kind: "sleeps", at, wait, until }] : []

/** One that was awaited and received meanwhile is only told to have been received. */
const eventEvents = (seen: Seen, { waits, received }: RunFacts): readonly RunEvent[] => [
  ...waits
    .filter((row) => !seen.waits.has(waitKey(row)))
    .map(({ waitId: wait, name: event, openedAt: at, dueAt }): RunEvent => {
      const until = dueAt === null ? {} : { until: dueAt }
      return { kind: "waits-for-event", at, wait, event, ...until }
    }),
  ...received
    .filter((row) => !seen.received.has(waitKey(row)))
    .map(({ waitId: wait, name: event, eventId: id, receivedAt: at }): RunEvent => {
      return { kind: "event-received", at, wait, event, id }
    }),
]

const restEvents = ({ status, createdAt, updatedAt, endedAt, parkedReason }: RunRow): readonly RunEvent[] => {
  if (status === "running" || status === "queued") return []
  const at = endedAt ?? updatedAt
  const reason = parkedReason === null ? {} : { reason: parkedReason }
  return [{ kind: "run-rests", at, status, took: at - createdAt, ...reason }]
}

const waitKey = ({ frame, waitId }: WaitKey): string => `${frame} ${waitId}`

const attemptKey = (row: AttemptRow): string => `${row.attempt} ${waitKey(row)}`

const timerKey = (row: TimerRow): string => `${row.kind} ${row.dueAt} ${waitKey(row)}`
