import type { AttemptRow, StepRow, WaitKey } from "../port/step-row.ts"
import { openSteps } from "./open-steps.ts"
import type { PlannerParts } from "./operation.ts"
import { rowOf, waitRowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

const stepColumns = [
  "run_id as runId",
  "frame",
  "wait_id as waitId",
  "name",
  "steps.status",
  "attempt",
  "token",
  "input",
  "output",
  "error",
  "started_at as startedAt",
  "attempt_at as attemptAt",
  "steps.ended_at as endedAt",
  "crashes",
  "within",
  "refused",
  "forgiven",
  "cached as cachedAt",
  "ended_by as endedBy",
  "warnings",
] as const

const attemptColumns = [
  "run_id as runId",
  "frame",
  "wait_id as waitId",
  "attempt",
  "started_at as startedAt",
  "ended_at as endedAt",
  "error",
] as const

type StoredStep = Omit<StepRow, "input" | "output" | "error" | "warnings"> & {
  readonly input: Payload
  readonly output: Payload | null
  readonly error: Payload | null
  readonly warnings: Payload | null
}

/** Reads steps and their failed attempts. */
export const stepReader = ({ prepare, payloads }: PlannerParts) => {
  const one = prepare("read-steps/one", (q, v: WaitKey & { runId: string }) =>
    q
      .selectFrom("steps")
      .select(stepColumns)
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId),
  )
  const ofRun = prepare("read-steps/ofRun", (q, v: { runId: string }, raw) =>
    q
      .selectFrom("steps")
      .select(stepColumns)
      .where("run_id", "=", v.runId)
      // The counter in a wait's runtime id, which only grows; a clock stands still and goes back.
      .orderBy(raw<number>`cast(substr(wait_id, length(rtrim(wait_id, '0123456789')) + 1) as integer)`)
      .orderBy("started_at")
      .orderBy("frame"),
  )
  const open = prepare("read-steps/open", (q, v: { runId: string }, raw) =>
    q
      .selectFrom("runs")
      .crossJoin("steps")
      .select(stepColumns)
      .where("runs.id", "=", v.runId)
      .where("runs.at_work", "=", raw<number>`1`)
      .whereRef("steps.run_id", "=", "runs.id")
      .where("steps.status", "in", openSteps),
  )
  // All steps of each of these runs, but of no other run.
  const atWork = prepare("read-steps/atWork", (q, _, raw) =>
    q
      .selectFrom("runs")
      .crossJoin("steps")
      .select(stepColumns)
      .where("runs.at_work", "=", raw<number>`1`)
      .where("runs.status", "=", "running")
      .whereRef("steps.run_id", "=", "runs.id")
      .where("steps.status", "=", "running")
      .orderBy("runs.id"),
  )
  const attempts = prepare("read-steps/attempts", (q, v: { runId: string }) =>
    q
      .selectFrom("attempts")
      .select(attemptColumns)
      .where("run_id", "=", v.runId)
      .orderBy("frame")
      .orderBy("wait_id")
      .orderBy("attempt"),
  )
  const attemptsOf = prepare("read-steps/attemptsOf", (q, v: WaitKey & { runId: string }) =>
    q
      .selectFrom("attempts")
      .select(attemptColumns)
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .orderBy("attempt"),
  )
  const openedAttempt = (row: Omit<AttemptRow, "error"> & { readonly error: Payload }): AttemptRow => ({
    ...row,
    error: payloads.open(row.error, "attempt.error", row.runId, rowOf(row.frame, row.waitId, row.attempt)),
  })
  const opened = (row: StoredStep): StepRow => ({
    ...row,
    input: payloads.open(row.input, "step.input", row.runId, waitRowOf(row)),
    output: payloads.openMaybe(row.output, "step.output", row.runId, waitRowOf(row)),
    error: payloads.openMaybe(row.error, "step.error", row.runId, waitRowOf(row)),
    warnings: payloads.openMaybe(row.warnings, "step.warnings", row.runId, waitRowOf(row)),
  })

  return {
    one: (runId: string, { frame, waitId }: WaitKey): StepRow | undefined =>
      one.all({ runId, frame, waitId }).map(opened)[0],
    ofRun: (runId: string): StepRow[] => ofRun.all({ runId }).map(opened),
    open: (runId: string): StepRow[] => open.all({ runId }).map(opened),
    atWork: (): StepRow[] => atWork.all({}).map(opened),
    attempts: (runId: string): AttemptRow[] => attempts.all({ runId }).map(openedAttempt),
    attemptsOf: (runId: string, { frame, waitId }: WaitKey): AttemptRow[] =>
      attemptsOf.all({ runId, frame, waitId }).map(openedAttempt),
  }
}
