import { pendingCancel, type PendingCancel, readRuns, type RunDetail } from "@statewright/runtime"
import type { InboxRow, Store, TimerRow } from "@statewright/store"

import type { Span } from "./timeline.ts"
import { runCommandText } from "./typed-command.ts"

/** All that is stored of a run. */
export interface StoredRun {
  readonly detail: RunDetail
  /** Whether a leader has taken its start. */
  readonly begun: boolean
  /** The times of each of `detail.steps`. */
  readonly spans: readonly Span[]
  /** What it waits for. */
  readonly timers: readonly TimerRow[]
  /** Who performs it; nobody does once it has ended, or while no engine is at work on its database. */
  readonly led: { readonly pid: number } | { readonly again: string } | undefined
  /** What was asked for, and nobody has carried out. */
  readonly cancel: PendingCancel | undefined
}

/** Reads all that is stored of a run in the database of this path. */
export const storedRun = async (store: Store, id: string, database: string): Promise<StoredRun> => {
  const detail = await readRuns(store).get(id)
  // Both are in the order of their start.
  const rows = await store.steps(id)
  const spans = detail.steps.map((step, at) => ({ ...step, attemptAt: rows[at]?.attemptAt ?? step.startedAt }))
  return {
    detail,
    // A leader that takes a start says by which version it runs.
    begun: detail.version !== "",
    spans,
    timers: await store.timers(id),
    led: await ledBy(store, detail, database),
    cancel: detail.endedAt === undefined ? await pendingCancel(store, id) : undefined,
  }
}

const ledBy = async (store: Store, run: RunDetail, database: string): Promise<StoredRun["led"]> => {
  if (run.status !== "running" && run.status !== "queued") return undefined
  const leader = await store.leader()
  return leader ?? { again: runCommandText({ name: run.workflow, id: run.id, database }) }
}

/** The start of a run that no leader has taken up yet. */
export const acceptedStart = async (store: Store, id: string): Promise<InboxRow | undefined> =>
  (await store.inbox(id)).find(({ kind, processedRev }) => kind === "start" && processedRev === null)
