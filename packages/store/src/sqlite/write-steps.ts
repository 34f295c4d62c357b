import type { StepWrite } from "../port/transition.ts"
import type { Planned, Planner, PlannerParts } from "./operation.ts"
import { waitRowOf } from "./payloads.ts"
import { stepStatements } from "./step-statements.ts"

/** Starts steps, and writes what happened to them against the token of the attempt at work. */
export const planSteps = ({ prepare, payloads }: PlannerParts): Planner => {
  const statements = stepStatements(prepare)

  const changes = (write: StepWrite, { transition: { runId, at }, standing }: Planned): (() => number) => {
    const ended = (rows: number): number => {
      standing.calls -= rows
      return rows
    }
    const { frame, waitId } = write
    const called = { runId, frame, waitId }
    if (write.kind === "queue") {
      const { attempt, crashes } = write
      return () => statements.queue.run({ ...called, attempt, crashes })
    }
    if (write.kind === "withdraw") {
      return () => {
        standing.calls -= statements.withdraw.run({ ...called, at })
        return 1
      }
    }
    if (write.kind === "reopen") {
      return () => {
        const reopened = statements.reopen.run({ ...called, at })
        standing.calls += reopened
        return reopened
      }
    }
    if (write.kind === "expire") {
      const error = payloads.seal(write.error, "step.error", runId, waitRowOf(write))
      return () => ended(statements.expire.run({ ...called, error, endedBy: write.endedBy, at }))
    }
    const key = { ...called, token: write.token }
    switch (write.kind) {
      case "complete": {
        const output = payloads.seal(write.output, "step.output", runId, waitRowOf(write))
        const warnings =
          write.warnings === undefined ? null : payloads.seal(write.warnings, "step.warnings", runId, waitRowOf(write))
        const cached = write.cachedAt ?? null
        return () => ended(statements.complete.run({ ...key, output, cached, warnings, at }))
      }
      case "fail": {
        const error = payloads.seal(write.error, "step.error", runId, waitRowOf(write))
        return () => ended(statements.fail.run({ ...key, error, endedBy: write.endedBy ?? null, at }))
      }
      case "retry":
        return () => (write.uncounted ? statements.retryUncounted : statements.retry).run(key)
      case "claim": {
        const { attempt, crashes } = write
        return () => statements.claim.run({ ...key, attempt, before: attempt - 1, at, crashes })
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
    for (const called of transition.startSteps ?? []) {
      const { frame, waitId, name, token, input, queued = false, looking = false, within = null } = called
      const sealed = payloads.seal(input, "step.input", runId, waitRowOf(called))
      const values = { runId, frame, waitId, name, attempt: looking ? 0 : 1, token, input: sealed, at, within }
      add(() => {
        standing.calls += (queued ? statements.call : statements.insert).run(values)
        return undefined
      })
    }
  }
}
