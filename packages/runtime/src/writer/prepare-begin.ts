import { encodeError } from "@statewright/model"
import type { RunRow, Store } from "@statewright/store"
import { parse } from "@statewright/workflow"
import { contractsText } from "../contract/unfit-steps.ts"
import type { Programs } from "../engine/programs.ts"
import { isDamage, readStored } from "../history/read-stored.ts"
import { theRun } from "../limit/the-run.ts"
import type { Program } from "../machine/program.ts"
import { beginning, enter } from "./enter.ts"
import type { LiveRuns } from "./live-runs.ts"
import type { Moment } from "./move-run.ts"
import { prepareResume } from "./prepare-resume.ts"
import type { Prepared } from "./prepared.ts"
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
  const program = programs.latest(row.workflow)
  if (program === undefined) return undefined
  const input = await parsedInput(program, row)
  if ("error" in input) return failing(row, input.error, moment)

  const entered = await enter({ runId, program, rev: row.rev + 1, ...input }, moment)
  const facts = { priority: (await store.admission(runId))?.priority ?? 0 }
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

const parsedInput = async (
  { workflow }: Program,
  row: RunRow,
): Promise<{ readonly parsed: unknown; readonly problem?: Error } | { readonly error: unknown }> => {
  const { name, input } = workflow.definition
  try {
    return {
      parsed: await parse(input, readStored(row.input, `the input of run ${row.id}`), `input of workflow \`${name}\``),
    }
  } catch (error) {
    return error instanceof Error && isDamage(error) ? { parsed: undefined, problem: error } : { error }
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
