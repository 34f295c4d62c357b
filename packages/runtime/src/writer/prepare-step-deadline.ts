import { encodeError } from "@statewright/model"
import type { StepRow, Store, TimerKey } from "@statewright/store"
import { deadlineExceeded } from "@statewright/workflow"
import { advance } from "../advance/advance.ts"
import { letterOf } from "../policy/dead-letter/letter-of.ts"
import { withLetter } from "../policy/dead-letter/with-letter.ts"
import { cacheWrites } from "../policy/cache/cache-writes.ts"
import { readStored } from "../history/read-stored.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { moveRun } from "./move-run.ts"
import type { Prepared } from "./prepared.ts"

/**
 * Prepares what follows when the deadline of a step is over, whatever it is at: it fails, and what comes of an attempt that is
 * still at work is nobody's any more. `undefined` if it has ended.
 */
export const prepareStepDeadline = async (
  store: Store,
  live: LiveRun,
  step: StepRow,
  moment: Moment,
): Promise<Prepared | undefined> => {
  const { frame, waitId, name, status, startedAt, endedAt } = step
  if (endedAt !== null) return undefined
  const { now, asking } = moment
  const wait = { frame, waitId }
  const last = (await store.attemptsOf(live.id, wait)).at(-1)?.error
  // What the code says today may be another time than that which the timer was set for.
  const deadline = live.program.steps[name]?.definition.deadline ?? now - startedAt
  const error = deadlineExceeded(
    name,
    deadline,
    last === undefined ? undefined : readStored(last, `an error of ${waitId}`),
  )
  const text = encodeError(error)
  const { attempt, attemptAt } = step
  const cut = { ...wait, attempt, startedAt: attemptAt, endedAt: now, error: text }
  const end = { kind: "failed", error: text } as const
  const ended = { kind: "step", runId: live.id, name, ...wait, attempt, token: "", startedAt: attemptAt, end } as const
  const cause = {
    ...cacheWrites(moment.policies.caching, ended).rows,
    steps: [{ ...wait, kind: "expire", error: text, endedBy: "deadline" } as const],
    ...(status === "running" && attempt > 0 && { attempts: [cut] }),
    clearTimers: [timer(wait, "deadline"), timer(wait, "retry")],
  }
  const letter = await letterOf(
    store,
    live,
    {
      ...wait,
      attempt,
      ...(status === "running" && { startedAt: attemptAt }),
      endedAt: now,
      error: text,
      endedBy: "deadline",
    },
    moment.read,
  )
  const isInLine = status === "queued" || asking(live).gate.has(live.id, wait)
  const moved = await moveRun(
    live,
    moment,
    (given) => advance(live.program, live.frame, { wait: waitId, outcome: { ok: false, error }, ...given }),
    {
      ...cause,
      movedBy: { kind: "deadline", waitId },
      onPark: { ...cause, setTimers: [{ ...wait, kind: "deliver", dueAt: now }] },
    },
  )
  const kept = letter === undefined ? moved : await withLetter(store, live, letter, moved)
  const { transition } = kept
  return {
    ...kept,
    transition: {
      ...transition,
      ...(isInLine && { line: [...(transition.line ?? []), { kind: "leave", ...wait }] }),
    },
    abandoned: [...(moved.abandoned ?? []), wait],
    expired: wait,
  }
}

const timer = (wait: Omit<TimerKey, "kind">, kind: TimerKey["kind"]): TimerKey => ({ ...wait, kind })
