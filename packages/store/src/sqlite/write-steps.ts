import type { StepWrite } from "../port/transition.ts"
import type { Planned, Planner, PlannerParts } from "./operation.ts"
import { waitRowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

interface Called {
  readonly runId: string
  readonly frame: string
  readonly waitId: string
}

interface Claimed extends Called {
  readonly token: string
}

/** Starts steps, and writes what happened to them against the token of the attempt at work. */
export const planSteps = ({ prepare, payloads }: PlannerParts): Planner => {
  const insert = prepare(
    "write-steps/insert",
    (q, v: Claimed & { name: string; input: Payload; at: number; within: string | null }) =>
      q.insertInto("steps").values({
        run_id: v.runId,
        frame: v.frame,
        wait_id: v.waitId,
        name: v.name,
        status: "running",
        attempt: 1,
        token: v.token,
        input: v.input,
        started_at: v.at,
        attempt_at: v.at,
        within: v.within,
      }),
  )
  const call = prepare(
    "write-steps/call",
    (q, v: Called & { name: string; input: Payload; at: number; within: string | null }) =>
      q.insertInto("steps").values({
        run_id: v.runId,
        frame: v.frame,
        wait_id: v.waitId,
        name: v.name,
        status: "queued",
        attempt: 0,
        token: null,
        input: v.input,
        started_at: v.at,
        attempt_at: v.at,
        within: v.within,
      }),
  )
  const queue = prepare("write-steps/queue", (q, v: Called & { attempt: number; crashes: number }) =>
    q
      .updateTable("steps")
      .set({ status: "queued", token: null, crashes: v.crashes })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("attempt", "=", v.attempt)
      .where("ended_at", "is", null),
  )
  const withdraw = prepare("write-steps/withdraw", (q, v: Called & { at: number }) =>
    q
      .updateTable("steps")
      .set({ status: "cancelled", ended_at: v.at })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("status", "=", "queued"),
  )
  const complete = prepare("write-steps/complete", (q, v: Claimed & { output: Payload; at: number }) =>
    q
      .updateTable("steps")
      .set({ status: "completed", output: v.output, ended_at: v.at, token: null })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("token", "=", v.token),
  )
  const fail = prepare("write-steps/fail", (q, v: Claimed & { error: Payload; at: number }) =>
    q
      .updateTable("steps")
      .set({ status: "failed", error: v.error, ended_at: v.at, token: null })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("token", "=", v.token),
  )
  const retry = prepare("write-steps/retry", (q, v: Claimed) =>
    q
      .updateTable("steps")
      .set({ status: "retrying", token: null })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("token", "=", v.token),
  )
  // An attempt that was cut off by the end of its process is still `running`; the count is its fence.
  const claim = prepare(
    "write-steps/claim",
    (q, v: Claimed & { attempt: number; before: number; at: number; crashes: number }) =>
      q
        .updateTable("steps")
        .set({ status: "running", attempt: v.attempt, token: v.token, attempt_at: v.at, crashes: v.crashes })
        .where("run_id", "=", v.runId)
        .where("frame", "=", v.frame)
        .where("wait_id", "=", v.waitId)
        .where("attempt", "=", v.before)
        .where("ended_at", "is", null),
  )

  const changes = (write: StepWrite, { transition: { runId, at }, standing }: Planned): (() => number) => {
    const ended = (rows: number): number => {
      standing.calls -= rows
      return rows
    }
    const { frame, waitId } = write
    const called = { runId, frame, waitId }
    if (write.kind === "queue") return () => queue.run({ ...called, attempt: write.attempt, crashes: write.crashes })
    if (write.kind === "withdraw") {
      return () => {
        standing.calls -= withdraw.run({ ...called, at })
        return 1
      }
    }
    const key = { ...called, token: write.token }
    switch (write.kind) {
      case "complete": {
        const output = payloads.seal(write.output, "step.output", runId, waitRowOf(write))
        return () => ended(complete.run({ ...key, output, at }))
      }
      case "fail": {
        const error = payloads.seal(write.error, "step.error", runId, waitRowOf(write))
        return () => ended(fail.run({ ...key, error, at }))
      }
      case "retry":
        return () => retry.run(key)
      case "claim": {
        const { attempt, crashes } = write
        return () => claim.run({ ...key, attempt, before: attempt - 1, at, crashes })
      }
    }
  }

  return (planned, add) => {
    const { transition, standing } = planned
    const { runId, at } = transition
    for (const write of transition.steps ?? []) {
      const { frame, waitId } = write
      const change = changes(write, planned)
      add(() => (change() === 1 ? undefined : { status: "fenced", frame, waitId }))
    }
    for (const { frame, waitId, name, token, input, queued = false, within = null } of transition.startSteps ?? []) {
      const sealed = payloads.seal(input, "step.input", runId, waitRowOf({ frame, waitId }))
      const values = { runId, frame, waitId, name, token, input: sealed, at, within }
      add(() => {
        standing.calls += (queued ? call : insert).run(values)
        return undefined
      })
    }
  }
}
