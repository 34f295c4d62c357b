import type { EndedBy } from "../port/step-row.ts"
import type { Payload } from "./schema.ts"
import type { Prepare } from "./statement.ts"

interface Called {
  readonly runId: string
  readonly frame: string
  readonly waitId: string
}

interface Claimed extends Called {
  readonly token: string
}

interface Failed {
  readonly error: Payload
  readonly endedBy: EndedBy | null
  readonly at: number
}

/** The statements that write calls of steps. */
export const stepStatements = (prepare: Prepare) => {
  const insert = prepare(
    "step-statements/insert",
    (q, v: Claimed & { name: string; attempt: number; input: Payload; at: number; within: string | null }) =>
      q.insertInto("steps").values({
        run_id: v.runId,
        frame: v.frame,
        wait_id: v.waitId,
        name: v.name,
        status: "running",
        attempt: v.attempt,
        token: v.token,
        input: v.input,
        started_at: v.at,
        attempt_at: v.at,
        within: v.within,
      }),
  )
  const call = prepare(
    "step-statements/call",
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
  const queue = prepare("step-statements/queue", (q, v: Called & { attempt: number; crashes: number }) =>
    q
      .updateTable("steps")
      .set({ status: "queued", token: null, crashes: v.crashes })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("attempt", "=", v.attempt)
      .where("ended_at", "is", null),
  )
  const withdraw = prepare("step-statements/withdraw", (q, v: Called & { at: number }) =>
    q
      .updateTable("steps")
      .set({ status: "cancelled", ended_at: v.at })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("status", "=", "queued"),
  )
  const complete = prepare(
    "step-statements/complete",
    (q, v: Claimed & { output: Payload; cached: number | null; warnings: Payload | null; at: number }) =>
      q
        .updateTable("steps")
        .set({
          status: "completed",
          output: v.output,
          cached: v.cached,
          warnings: v.warnings,
          ended_at: v.at,
          token: null,
        })
        .where("run_id", "=", v.runId)
        .where("frame", "=", v.frame)
        .where("wait_id", "=", v.waitId)
        .where("token", "=", v.token),
  )
  const fail = prepare("step-statements/fail", (q, v: Claimed & Failed) =>
    q
      .updateTable("steps")
      .set({ status: "failed", error: v.error, ended_by: v.endedBy, ended_at: v.at, token: null })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("token", "=", v.token),
  )
  const retry = prepare("step-statements/retry", (q, v: Claimed) =>
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
    "step-statements/claim",
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
  const retryUncounted = prepare("step-statements/retryUncounted", (q, v: Claimed) =>
    q
      .updateTable("steps")
      .set((e) => ({ status: "retrying", token: null, attempt: e("attempt", "-", 1), refused: e("refused", "+", 1) }))
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("token", "=", v.token),
  )
  const expire = prepare("step-statements/expire", (q, v: Called & Failed) =>
    q
      .updateTable("steps")
      .set({ status: "failed", error: v.error, ended_by: v.endedBy, ended_at: v.at, token: null })
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("ended_at", "is", null),
  )
  const reopen = prepare("step-statements/reopen", (q, v: Called & { at: number }) =>
    q
      .updateTable("steps")
      .set((e) => ({
        status: "running",
        token: null,
        started_at: v.at,
        forgiven: e.ref("attempt"),
        error: null,
        ended_by: null,
        ended_at: null,
        crashes: 0,
      }))
      .where("run_id", "=", v.runId)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("status", "in", ["failed", "cancelled"]),
  )

  return { insert, call, queue, withdraw, complete, fail, retry, claim, retryUncounted, expire, reopen }
}
