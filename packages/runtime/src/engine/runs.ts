import { checkOptions } from "@statewright/workflow"
import type { RunFilter, Store } from "@statewright/store"
import type { CancelOptions } from "../client/run.ts"
import type { RunTree } from "../client/relatives.ts"
import type { RunDetail, RunInfo } from "../client/run-info.ts"
import { RunNotFound } from "../error/run-not-found.ts"
import { acceptedRun } from "../start/accepted-run.ts"
import { relativesOf, treeOf } from "../history/relatives.ts"
import { cancelRun } from "./cancel-run.ts"
import { runIdText } from "./check-run-id.ts"
import type { Requesting } from "./requesting.ts"
import { resumeRun } from "./resume-run.ts"
import { runFilterKinds } from "./run-filter.ts"
import { detailToStart, runDetail, runInfo } from "./run-info.ts"

/** The runs of a database. */
export interface Runs extends ReadRuns {
  /**
   * Lets a parked run go on once what stopped it is mended; it stays parked while that is still there. Answers once
   * the request is stored. Rejects with `RunNotFound`, `RunNotParked`, `InboxFull`.
   */
  resume(id: string): Promise<void>
  /** As `cancel` of a run; rejects with `RunNotFound` too. */
  cancel(id: string, options?: CancelOptions): Promise<void>
}

/** Reads what is stored of runs. */
export interface ReadRuns {
  /** All that is stored of a run. Rejects with `RunNotFound`. */
  get(id: string): Promise<RunDetail>
  /** The run that a run comes from in the end, with all that came from it. Rejects with `RunNotFound`. */
  tree(id: string): Promise<RunTree>
  /** The newest first; 50 unless `limit` says otherwise, at most 10,000. Rejects with `InvalidOption`. */
  list(filter?: Partial<RunFilter>): Promise<RunList>
}

/** A page of runs. */
export interface RunList {
  readonly runs: readonly RunInfo[]
  /** Give it as `cursor` to read on; absent on the last page. */
  readonly next?: string
}

/** The runs of the store of an engine. */
export const runsOf = (requesting: Requesting): Runs => ({
  ...readRuns(requesting.store),
  resume: (id) => resumeRun(requesting, id),
  cancel: async (id, options) => void (await cancelRun(requesting, id, options)),
})

/** Reads runs from a store. */
export const readRuns = (store: Store): ReadRuns => ({
  get: async (id) => {
    const found = await acceptedRun(store, runIdText(id))
    if (found === undefined) throw new RunNotFound(id)
    const relatives = await relativesOf(store, id)
    if (found.kind === "to-start") return detailToStart(found.start, relatives)
    const steps = await store.steps(id)
    const hasFailed = steps.some(({ status }) => status === "failed")
    return runDetail(found.row, {
      steps,
      letters: hasFailed ? await store.letters({ runId: id, limit: steps.length }) : [],
      attempts: await store.attempts(id),
      transitions: await store.transitions(id),
      tags: await store.tags(id),
      places: await store.places(id),
      waits: await store.waits(id),
      received: await store.received(id),
      strands: await store.strands(id),
      timers: await store.timers(id),
      mutexes: await store.mutexesOf(id),
      holders: await store.lockHolders(id),
      frame: found.row.endedAt === null ? await store.frame(id) : undefined,
      relatives,
    })
  },
  tree: async (id) => {
    const tree = await treeOf(store, runIdText(id))
    if (tree === undefined) throw new RunNotFound(id)
    return tree
  },
  list: async (filter = {}) => {
    checkOptions("runs.list", filter, runFilterKinds)
    const { runs, next } = await store.runs({ limit: 50, ...filter })
    return { runs: runs.map(runInfo), ...(next !== undefined && { next }) }
  },
})
