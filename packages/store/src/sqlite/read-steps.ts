import type { AttemptRow, StepRow, WaitKey } from "../port/step-row.ts"
import type { PlannerParts } from "./operation.ts"
import type { Payload } from "./schema.ts"

const stepColumns = [
  "run_id as runId",
  "frame",
  "wait_id as waitId",
  "name",
  "status",
  "attempt",
  "token",
  "input",
  "output",
  "error",
  "started_at as startedAt",
  "attempt_at as attemptAt",
  "ended_at as endedAt",
  "crashes",
  "within",
] as const

type StoredStep = Omit<StepRow, "input" | "output" | "error"> & {
  readonly input: Payload
  readonly output: Payload | null
  readonly error: Payload | null
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
  const open = prepare("read-steps/open", (q, v: { runId: string }) =>
    q.selectFrom("steps").select(stepColumns).where("run_id", "=", v.runId).where("ended_at", "is", null),
  )
  const atWork = prepare("read-steps/atWork", (q) =>
    q
      .selectFrom("steps")
      .select(stepColumns)
      .where("ended_at", "is", null)
      .where("status", "=", "running")
      // Asked of each step, so that the runs that sleep are not gone through.
      .where((e) =>
        e.exists(
          e
            .selectFrom("runs")
            .select("id")
            .whereRef("runs.id", "=", "steps.run_id")
            .where("runs.status", "=", "running"),
        ),
      )
      .orderBy("run_id"),
  )
  const attempts = prepare("read-steps/attempts", (q, v: { runId: string }) =>
    q
      .selectFrom("attempts")
      .select([
        "run_id as runId",
        "frame",
        "wait_id as waitId",
        "attempt",
        "started_at as startedAt",
        "ended_at as endedAt",
        "error",
      ])
      .where("run_id", "=", v.runId)
      .orderBy("frame")
      .orderBy("wait_id")
      .orderBy("attempt"),
  )
  const opened = (row: StoredStep): StepRow => ({
    ...row,
    input: payloads.open(row.input, "step.input", row.runId),
    output: payloads.openMaybe(row.output, "step.output", row.runId),
    error: payloads.openMaybe(row.error, "step.error", row.runId),
  })

  return {
    one: (runId: string, { frame, waitId }: WaitKey): StepRow | undefined =>
      one.all({ runId, frame, waitId }).map(opened)[0],
    ofRun: (runId: string): StepRow[] => ofRun.all({ runId }).map(opened),
    open: (runId: string): StepRow[] => open.all({ runId }).map(opened),
    atWork: (): StepRow[] => atWork.all({}).map(opened),
    attempts: (runId: string): AttemptRow[] =>
      attempts.all({ runId }).map((row) => ({ ...row, error: payloads.open(row.error, "attempt.error", runId) })),
  }
}
