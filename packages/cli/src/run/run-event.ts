import { decodeValue } from "@statewright/model"
import type { AttemptRow, RunRow, RunStatus, StepRow, StepStatus, TimerRow } from "@statewright/store"

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
  | { readonly kind: "run-rests"; readonly status: Exclude<RunStatus, "running">; readonly took: number }
)

/** What is stored of a run, as rows. */
export interface RunFacts {
  readonly run: RunRow
  readonly steps: readonly StepRow[]
  readonly attempts: readonly AttemptRow[]
  readonly timers: readonly TimerRow[]
}

/** What was seen of a run so far. */
export interface Seen {
  readonly steps: ReadonlyMap<string, StepStatus>
  readonly attempts: ReadonlySet<string>
  readonly timers: ReadonlySet<string>
}

/** Nothing was seen yet. */
export const nothingSeen: Seen = { steps: new Map(), attempts: new Set(), timers: new Set() }

/** What was seen once `facts` are. */
export const seenIn = ({ steps, attempts, timers }: RunFacts): Seen => ({
  steps: new Map(steps.map((step) => [step.waitId, step.status])),
  attempts: new Set(attempts.map(attemptKey)),
  timers: new Set(timers.map(timerKey)),
})

/** What happened since `seen`, in order. A step that started and ended meanwhile is only told to have ended. */
export const eventsSince = (seen: Seen, { run, steps, attempts, timers }: RunFacts): readonly RunEvent[] => {
  const names = new Map(steps.map(({ waitId, name }) => [waitId, name]))
  const step = (wait: string): string => names.get(wait) ?? wait
  const events: RunEvent[] = [
    ...steps.flatMap((row) => stepEvents(seen.steps.get(row.waitId), row)),
    ...attempts
      .filter((row) => !seen.attempts.has(attemptKey(row)))
      .map(({ waitId: wait, attempt, endedAt: at, error }): RunEvent => ({
        kind: "attempt-failed",
        at,
        step: step(wait),
        wait,
        attempt,
        error: decodeValue(error),
      })),
    ...timers
      .filter((row) => !seen.timers.has(timerKey(row)))
      .flatMap((row) => timerEvents(row, step(row.waitId), run.updatedAt)),
  ]
  const ended =
    run.status === "running"
      ? []
      : [
          {
            kind: "run-rests",
            at: Infinity,
            status: run.status,
            took: (run.endedAt ?? run.updatedAt) - run.createdAt,
          } as const,
        ]
  return [...events, ...ended]
    .toSorted((a, b) => a.at - b.at)
    .map((event) => (event.at === Infinity ? { ...event, at: run.updatedAt } : event))
}

const stepEvents = (
  before: StepStatus | undefined,
  { waitId: wait, name, status, attempt, startedAt, endedAt }: StepRow,
): readonly RunEvent[] => {
  if (endedAt === null) return before === undefined ? [{ kind: "step-started", at: startedAt, step: name, wait }] : []
  if (before === status) return []
  return [{ kind: "step-ended", at: endedAt, step: name, wait, status, attempts: attempt, took: endedAt - startedAt }]
}

const timerEvents = ({ kind, waitId: wait, dueAt: until }: TimerRow, step: string, at: number): readonly RunEvent[] => {
  switch (kind) {
    case "sleep":
      return [{ kind: "sleeps", at, wait, until }]
    case "retry":
      return [{ kind: "retry-waits", at, step, wait, until }]
    case "timeout":
    case "deadline":
      return []
  }
}

const attemptKey = ({ waitId, attempt }: AttemptRow): string => `${attempt} ${waitId}`

const timerKey = ({ kind, waitId, dueAt }: TimerRow): string => `${kind} ${dueAt} ${waitId}`
