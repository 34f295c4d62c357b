import type { RunStatus } from "@statewright/model"
import type { RunSummary, Store, Transition } from "@statewright/store"
import { ContractChanged } from "../contract/contract-changed.ts"
import { unfitSteps } from "../contract/unfit-steps.ts"
import type { Programs } from "../engine/programs.ts"
import { VersionMissing } from "../error/version-missing.ts"
import type { Program } from "../machine/program.ts"
import { park, parkedReason, unpark } from "../writer/park.ts"
import type { ClaimWork } from "../writer/work.ts"

/**
 * Goes through the runs that the last leader left: parks those whose program is not here and wakes those whose program
 * has come back, then answers the attempts that were in flight, which are to run again.
 * Sleeps, retries and waits need nothing: they are rows.
 */
export const recover = async (
  store: Store,
  programs: Programs,
  epoch: number,
  now: number,
): Promise<readonly ClaimWork[]> => {
  const moves: Transition[] = []
  for await (const run of runsOf(store, "running")) {
    if (!has(programs, run)) moves.push(park(run, missing(run), now))
  }
  for await (const run of runsOf(store, "parked")) {
    const program = programs.exact(run.workflow, run.version)
    if (program === undefined) continue
    const isBack = run.parkedReason === parkedReason(missing(run)) || (await isFitAgain(store, run, program))
    if (isBack) moves.push(unpark(run, now))
  }
  if (moves.length > 0) await store.commit(epoch, moves)

  const claims: ClaimWork[] = []
  for await (const run of runsOf(store, "running")) {
    for (const { frame, waitId, name, input, attempt, status } of await store.openSteps(run.id)) {
      if (status === "running") {
        claims.push({ kind: "claim", runId: run.id, frame, waitId, name, input, attempt: attempt + 1 })
      }
    }
  }
  return claims
}

/** Whether a run was parked at a step whose contract had changed, and every step that it waits for fits now. */
const isFitAgain = async (
  store: Store,
  { id, parkedReason: reason }: RunSummary,
  program: Program,
): Promise<boolean> => {
  const open = await store.openSteps(id)
  if (!open.some(({ name }) => reason === parkedReason(new ContractChanged(name)))) return false
  const row = await store.run(id)
  if (row === undefined) return false
  const unfit = unfitSteps(row, program)
  return open.every(({ name }) => !unfit.has(name))
}

const has = (programs: Programs, run: RunSummary): boolean => programs.exact(run.workflow, run.version) !== undefined

const missing = ({ workflow, version }: RunSummary): VersionMissing => new VersionMissing(workflow, version)

const pageSize = 500

async function* runsOf(store: Store, status: RunStatus): AsyncGenerator<RunSummary> {
  let cursor: string | undefined
  do {
    const page = await store.runs({ status, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.runs
    cursor = page.next
  } while (cursor !== undefined)
}
