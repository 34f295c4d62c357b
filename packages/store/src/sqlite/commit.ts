import { killPoint } from "../kill-point/kill-point.ts"
import { StaleEpoch } from "../errors/stale-epoch.ts"
import type { Transition, TransitionResult } from "../port/transition.ts"
import type { Connection } from "./driver.ts"
import type { PlannerParts } from "./operation.ts"
import { presenceIn } from "./presence.ts"
import { transitionPlanner } from "./plan-transition.ts"
import type { Plan } from "./plan-transition.ts"
import { sqliteCode } from "./translate-error.ts"

/** Stores a batch of transitions: one `BEGIN IMMEDIATE` transaction that holds prepared statements only. */
export type Commit = (epoch: number, batch: readonly Transition[]) => readonly TransitionResult[]

/** Prepares what every batch needs; what it answers stores one. */
export const committer = (connection: Connection, parts: PlannerParts): Commit => {
  const presence = presenceIn(parts.prepare)
  const planOf = transitionPlanner(parts, presence)
  const presentEpoch = parts.prepare("commit/presentEpoch", (q) => q.selectFrom("leader").select("epoch"))
  const step = (text: string): (() => void) => {
    const statement = connection.prepare(text)
    return () => void statement.run()
  }
  const begin = step("BEGIN IMMEDIATE")
  const commit = step("COMMIT")
  const rollback = step("ROLLBACK")
  const savepoint = step("SAVEPOINT transition")
  const release = step("RELEASE transition")
  const rollbackTo = step("ROLLBACK TO transition")

  const open = (epoch: number): void => {
    begin()
    const present = presentEpoch.get({})?.epoch ?? 0
    if (present !== epoch) throw new StaleEpoch(epoch, present)
    presence.under(epoch)
  }

  const applyApart = (plan: Plan): TransitionResult => {
    savepoint()
    const result = apply(plan)
    if (result.status !== "committed") rollbackTo()
    release()
    return result
  }

  const applyEach = (
    plans: readonly (Plan | TransitionResult)[],
    batch: readonly Transition[],
  ): readonly TransitionResult[] => {
    const results: TransitionResult[] = []
    // What follows in the batch was computed from a run that has moved so, whatever its rev says.
    const stuck = new Set<string>()
    for (const [index, transition] of batch.entries()) {
      const plan = plans[index]
      if (plan === undefined) throw new Error("invariant: every transition has a plan")
      const needed = results.slice(index - (transition.needs ?? 0))
      const { runId, run } = transition
      const moves = run.kind === "update" || run.kind === "check"
      const isHeld = (moves && stuck.has(runId)) || needed.some(({ status }) => status !== "committed")
      const result: TransitionResult = isHeld ? { status: "held" } : "operations" in plan ? applyApart(plan) : plan
      if (run.kind === "insert" && result.status === "committed") stuck.delete(runId)
      if (moves && result.status !== "committed") stuck.add(runId)
      results.push(result)
    }
    return results
  }

  return (epoch, batch) => {
    if (batch.length === 0) return []
    const plans = batch.map((transition) => planSafely(planOf, transition))
    try {
      open(epoch)
      let results = applyTogether(plans)
      if (results === undefined) {
        rollback()
        open(epoch)
        results = applyEach(plans, batch)
      }
      commit()
      return results
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (connection.inTransaction) rollback()
      throw error
    }
  }
}

/**
 * All that could be planned, or nothing if one of them is refused, which is rare: then they go apart, each behind a
 * savepoint, for which SQLite copies every page that it writes.
 */
const applyTogether = (plans: readonly (Plan | TransitionResult)[]): readonly TransitionResult[] | undefined => {
  const results: TransitionResult[] = []
  for (const plan of plans) {
    const result = "operations" in plan ? apply(plan) : plan
    if (result.status !== "committed") return undefined
    results.push(result)
  }
  return results
}

const planSafely = (planOf: (transition: Transition) => Plan, transition: Transition): Plan | TransitionResult => {
  try {
    return planOf(transition)
  } catch (error) {
    return { status: "refused", error: asError(error) }
  }
}

const apply = (plan: Plan): TransitionResult => {
  const { rev, sent } = plan
  sent.length = 0
  try {
    for (const operation of plan.operations) {
      const refusal = operation()
      if (refusal !== undefined) return refusal
      killPoint("tx-half")
    }
    return { status: "committed", rev, ...(sent.length > 0 && { sent }) }
  } catch (error) {
    if (!isOfTheRows(error)) throw error
    return { status: "refused", error: asError(error) }
  }
}

/** Whether the rows themselves are to blame; everything else concerns the whole batch. */
const isOfTheRows = (error: unknown): boolean => {
  const code = sqliteCode(error)
  if (code === undefined) return error instanceof TypeError || error instanceof RangeError
  return code.startsWith("SQLITE_CONSTRAINT") || code === "SQLITE_TOOBIG" || code === "SQLITE_MISMATCH"
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
