import type { RunStatus } from "@statewright/model"
import type { RunBecomes, RunWrite, Transition } from "../port/transition.ts"
import type { Operation, Planner, PlannerParts } from "./operation.ts"
import { runStatements } from "./run-statements.ts"

type Update = Extract<RunWrite, { kind: "update" }>
type Insert = Extract<RunWrite, { kind: "insert" }>

/** Writes the run's own row, always against the rev that the caller knows. */
export const planRun = ({ prepare, payloads }: PlannerParts): Planner => {
  const statements = runStatements(prepare)
  const { insert, check, advance, change, setVersion, putPayload, dropResults } = statements

  const stale = (runId: string): ReturnType<Operation> => ({
    status: "stale-rev",
    rev: statements.revOf.get({ runId })?.rev ?? null,
  })

  const planInsert = (transition: Transition, write: Insert, add: (operation: Operation) => void): void => {
    const { runId, at } = transition
    const { workflow, version, state, becomes } = write
    const values = {
      runId,
      workflow,
      version,
      state,
      at,
      status: becomes?.status ?? "running",
      ...columnsOf(becomes, at),
    }
    const input = payloads.seal(write.input, "run.input", runId)
    const contracts = write.contracts === undefined ? undefined : payloads.seal(write.contracts, "run.contracts", runId)
    add(() => {
      if (insert.run(values) !== 1) return stale(runId)
      putPayload.run({ runId, kind: "input", payload: input })
      if (contracts !== undefined) putPayload.run({ runId, kind: "contracts", payload: contracts })
      return undefined
    })
  }

  const planUpdate = (transition: Transition, write: Update, add: (operation: Operation) => void): void => {
    const { runId, at } = transition
    const { expectedRev, state, becomes, version, contracts } = write
    if (becomes === undefined) {
      add(() => (advance.run({ runId, expectedRev, state, at }) === 1 ? undefined : stale(runId)))
    } else {
      const values = { runId, expectedRev, state, at, status: becomes.status, ...columnsOf(becomes, at) }
      add(() => {
        if (change.run(values) !== 1) return stale(runId)
        dropResults.run({ runId })
        return undefined
      })
    }
    if (version !== undefined) add(() => void setVersion.run({ runId, version }))
    if (contracts === undefined) return
    const payload = payloads.seal(contracts, "run.contracts", runId)
    add(() => void putPayload.run({ runId, kind: "contracts", payload }))
  }

  const planResult = (runId: string, becomes: RunBecomes, add: (operation: Operation) => void): void => {
    if ("output" in becomes) {
      const payload = payloads.seal(becomes.output, "run.output", runId)
      add(() => void putPayload.run({ runId, kind: "output", payload }))
    }
    if ("error" in becomes && becomes.error !== undefined) {
      const payload = payloads.seal(becomes.error, "run.error", runId)
      add(() => void putPayload.run({ runId, kind: "error", payload }))
    }
  }

  return ({ transition }, add) => {
    const { runId, run } = transition
    switch (run.kind) {
      case "insert":
        planInsert(transition, run, add)
        break
      case "update":
        planUpdate(transition, run, add)
        break
      case "check":
        add(() => (check.get({ runId, expectedRev: run.expectedRev }) === undefined ? stale(runId) : undefined))
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

const columnsOf = (becomes: RunBecomes | undefined, at: number) => ({
  endedAt: becomes !== undefined && isEnded(becomes.status) ? at : null,
  reason: becomes?.status === "parked" ? becomes.reason : null,
})
