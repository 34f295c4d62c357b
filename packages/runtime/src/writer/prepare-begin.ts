import { encodeError } from "@statewright/model"
import type { RunRow, Store } from "@statewright/store"
import { contractsText } from "../contract/unfit-steps.ts"
import type { Programs } from "../engine/programs.ts"
import { theRun } from "../limit/the-run.ts"
import { beginning, enter } from "./enter.ts"
import { endCancelled } from "./end-cancelled.ts"
import type { LiveRuns } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { parsedInput } from "./parsed-input.ts"
import { prepareResume } from "./prepare-resume.ts"
import { pendingCancels } from "./pending-cancels.ts"
import type { Prepared } from "./prepared.ts"
import { restsRun } from "./rests-run.ts"
import type { BeginWork } from "./work.ts"

interface Beginning {
  readonly store: Store
  readonly programs: Programs
  readonly runs: LiveRuns
}

const left = { kind: "leave", ...theRun } as const

/** Prepares what follows when the turn of a run has come: it begins, with the program that is here now, or goes on. */
export const prepareBegin = async (
  beginners: Beginning,
  work: BeginWork,
  moment: Moment,
): Promise<Prepared | undefined> => {
  const { store, programs } = beginners
  const { runId, permit } = work
  const row = await store.run(runId)
  if (row?.status !== "queued") return undefined
  if (row.state !== null) return prepareResume(beginners, { kind: "resume", runId, permit }, moment)
  const cancels = await pendingCancels(store, runId)
  const [first] = cancels
  if (first !== undefined) {
    const takes = cancels.map((each) => each.inboxSeq)
    return { transition: { ...endCancelled(row, first.why, moment.now), takes }, launches: [] }
  }
  const origin = await moment.originOf({ id: runId, origin: undefined })
  const isEntry = origin?.entry !== undefined
  const program = isEntry ? programs.exact(row.workflow, row.version) : programs.latest(row.workflow)
  if (program === undefined) return undefined
  const input = await parsedInput(program, { ...row, isEntry }, moment.read)
  if (!input.ok && !restsRun(input.error)) return failing(row, input.error, moment)

  const given = input.ok ? { parsed: input.value } : { parsed: undefined, problem: input.error }
  const { createdAt, tenant, replays } = row
  const self = { runId, createdAt, origin, tenant, replays }
  const entered = await enter({ ...self, program, rev: row.rev + 1, ...given }, moment)
  const facts = { priority: (await store.admission(runId))?.priority ?? 0, tenant }
  const { rows, ...follows } = await beginning({ runId, program, facts }, entered, moment)
  const contracts = contractsText(program)
  return {
    transition: {
      runId,
      at: moment.now,
      movedBy: { kind: "start" },
      ...rows,
      run: {
        kind: "update",
        expectedRev: row.rev,
        state: entered.state,
        becomes: entered.follow.becomes ?? { status: "running" },
        version: program.version,
        ...(contracts !== undefined && { contracts }),
      },
      line: [...(rows.line ?? []), left],
      rates: [...permit.rates, ...(rows.rates ?? [])],
    },
    ...follows,
    holds: permit,
  }
}

/** Whoever started it gave what fitted then; the schema has changed since. */
const failing = ({ id, rev }: RunRow, error: unknown, { now }: Moment): Prepared => ({
  transition: {
    runId: id,
    at: now,
    movedBy: { kind: "start" },
    run: { kind: "update", expectedRev: rev, state: null, becomes: { status: "failed", error: encodeError(error) } },
    line: [left],
  },
  launches: [],
})
