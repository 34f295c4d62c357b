import { readRuns } from "@statewright/runtime"
import type { RunDetail } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import type { AttemptRow, InboxRow, RunRow, StepRow, Store, TimerRow } from "@statewright/store"
import type { Ended } from "../acceptance/ended.ts"
import { readEffects } from "./effect-log.ts"
import type { Effect } from "./effect-log.ts"
import { onCopy } from "./site.ts"
import type { Site } from "./site.ts"
import { readTold } from "./told-log.ts"
import type { Told } from "./told-log.ts"

/** All that is stored of one run. */
export interface StoredRun {
  readonly row: RunRow
  readonly detail: RunDetail
  readonly steps: readonly StepRow[]
  readonly attempts: readonly AttemptRow[]
  readonly timers: readonly TimerRow[]
  readonly frames: number
  readonly inbox: readonly InboxRow[]
}

/** What stood in the database at a moment at which nobody wrote. */
export interface Observation {
  readonly runs: readonly StoredRun[]
  /** How many effects the world had seen by then. */
  readonly effects: number
}

/** What happened at a site, from the first start to the last end: what the checker judges. */
export interface History {
  readonly effects: readonly Effect[]
  readonly told: readonly Told[]
  /** How many processes were killed. */
  readonly kills: number
  /** In between, in order. */
  readonly observations: readonly Observation[]
  readonly end: Observation
  /** How each run must end: what the workflow does as the plain function. */
  readonly expected: ReadonlyMap<string, Ended>
}

/** What a dead process left. */
export const observe = (site: Site): Promise<Observation> =>
  onCopy(site, async (database) => {
    const store = await openSqliteStore({ path: database })
    try {
      return { runs: await storedRuns(store), effects: readEffects(site.effects).length }
    } finally {
      await store.close()
    }
  })

/** The history of a site at which nobody works any more. */
export const historyOf = async (
  site: Site,
  seen: Pick<History, "kills" | "observations" | "expected">,
): Promise<History> => ({
  ...seen,
  effects: readEffects(site.effects),
  told: readTold(site.told),
  end: await observe(site),
})

const storedRuns = async (store: Store): Promise<StoredRun[]> => {
  const { runs } = await store.runs({ limit: 1_000 })
  return Promise.all(
    runs.map(async ({ id }) => ({
      row: await rowOf(store, id),
      detail: await readRuns(store).get(id),
      steps: await store.steps(id),
      attempts: await store.attempts(id),
      timers: await store.timers(id),
      frames: (await store.frames(id)).length,
      inbox: await store.inbox(id),
    })),
  )
}

const rowOf = async (store: Store, id: string): Promise<RunRow> => {
  const row = await store.run(id)
  if (row === undefined) throw new Error(`Run ${id} is listed, and cannot be read.`)
  return row
}
