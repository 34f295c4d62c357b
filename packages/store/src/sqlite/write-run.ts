import type { RunStatus } from "@statewright/model"
import type { RunBecomes, RunWrite } from "../port/transition.ts"
import type { Operation, Planned, Planner, PlannerParts, Refusal } from "./operation.ts"
import type { Payloads } from "./payloads.ts"
import { runStatements } from "./run-statements.ts"

type Update = Extract<RunWrite, { kind: "update" }>
type Check = Extract<RunWrite, { kind: "check" }>
type Insert = Extract<RunWrite, { kind: "insert" }>

/** Writes the run's own row where its status changes, and tests that it stands where the caller knows it in any case. */
export const planRun = ({ prepare, payloads }: PlannerParts): Planner => {
  const {
    insert,
    standing: standingOf,
    change,
    end,
    setVersion,
    setReplays,
    countRetry,
    putPayload,
    dropResults,
  } = runStatements(prepare)

  const planInsert = ({ transition, standing }: Planned, write: Insert, add: (operation: Operation) => void): void => {
    const { runId, at, startSteps = [] } = transition
    const { workflow, version, becomes, tenant = "", replays = null } = write
    const values = {
      runId,
      workflow,
      version,
      at,
      status: becomes?.status ?? "running",
      ...columnsOf(payloads, becomes, at),
      calls: startSteps.length,
      atWork: startSteps.length > 0 ? 1 : 0,
      tenant,
      replays,
    }
    const input = payloads.seal(write.input, "run.input", runId, "")
    const contracts =
      write.contracts === undefined ? undefined : payloads.seal(write.contracts, "run.contracts", runId, "")
    add(() => {
      standing.callsBefore = values.calls
      standing.calls = 0
      if (insert.run(values) !== 1) return stale(standingOf.get({ runId }))
      putPayload.run({ runId, kind: "input", payload: input })
      if (contracts !== undefined) putPayload.run({ runId, kind: "contracts", payload: contracts })
      return undefined
    })
  }

  /** Only a run that is at work moves; only one that has ended changes its status no more. */
  const planTest = ({ transition, standing }: Planned, { expectedRev, ...write }: Update | Check): Operation => {
    const { runId } = transition
    const changes = "becomes" in write && write.becomes !== undefined
    const reopens = "reopens" in write && write.reopens !== undefined
    return () => {
      const found = standingOf.get({ runId })
      if (found === undefined || found.rev !== expectedRev) return stale(found)
      const fits = reopens ? found.status === "failed" : changes ? !isEnded(found.status) : found.status === "running"
      if (!fits) return stale(found)
      standing.status = found.status
      standing.baseRev = found.baseRev
      standing.callsBefore = found.calls
      standing.calls = found.calls
      return undefined
    }
  }

  const planUpdate = ({ transition, standing }: Planned, write: Update, add: (operation: Operation) => void): void => {
    const { runId, at } = transition
    const { becomes, version, contracts, reopens } = write
    if (becomes !== undefined) {
      const values = { runId, status: becomes.status, ...columnsOf(payloads, becomes, at) }
      add(() => {
        if (isEnded(becomes.status)) end.run(values)
        else change.run(values)
        // Whatever it had come to before went when it was to go on.
        if (standing.status !== "running") dropResults.run({ runId })
        return undefined
      })
    }
    if (reopens !== undefined) add(() => void setReplays.run({ runId, replays: reopens.replays }))
    if (version !== undefined) add(() => void setVersion.run({ runId, version }))
    if (contracts === undefined) return
    const payload = payloads.seal(contracts, "run.contracts", runId, "")
    add(() => void putPayload.run({ runId, kind: "contracts", payload }))
  }

  const planResult = (runId: string, becomes: RunBecomes, add: (operation: Operation) => void): void => {
    if ("output" in becomes) {
      const payload = payloads.seal(becomes.output, "run.output", runId, "")
      add(() => void putPayload.run({ runId, kind: "output", payload }))
    }
    if ("error" in becomes && becomes.error !== undefined) {
      const payload = payloads.seal(becomes.error, "run.error", runId, "")
      add(() => void putPayload.run({ runId, kind: "error", payload }))
    }
  }

  return (planned, add) => {
    const { transition } = planned
    const { runId, run } = transition
    switch (run.kind) {
      case "insert":
        planInsert(planned, run, add)
        break
      case "update":
        add(planTest(planned, run))
        planUpdate(planned, run, add)
        break
      case "check":
        add(planTest(planned, run))
        if (transition.countRetry) add(() => void countRetry.run({ runId }))
        return
      case "none":
        return
    }
    if (run.becomes !== undefined) planResult(runId, run.becomes, add)
  }
}

/** Whether a run of this status will not move again. */
export const isEnded = (status: RunStatus): boolean => {
  switch (status) {
    case "queued":
    case "running":
    case "parked":
      return false
    case "completed":
    case "failed":
    case "cancelled":
      return true
  }
}

const stale = (found: { readonly rev: number } | undefined): Refusal => ({
  status: "stale-rev",
  rev: found?.rev ?? null,
})

const columnsOf = (payloads: Payloads, becomes: RunBecomes | undefined, at: number) => ({
  endedAt: becomes !== undefined && isEnded(becomes.status) ? at : null,
  reason: becomes?.status === "parked" ? payloads.sealAlike(becomes.reason, "run.parked_reason") : null,
})
