import type { Frame, WaitId } from "@statewright/model"
import type { FrameRow, NewWait, RunRow, Store } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import { unfitSteps } from "../contract/unfit-steps.ts"
import { requireReadable } from "../events/readable-wait.ts"
import type { ToldQuestions } from "../history/encode-branches.ts"
import type { Program } from "../machine/program.ts"
import type { Origin } from "../link/origin.ts"
import type { FrameLog } from "../snapshot/frame-log.ts"
import { isStorageError } from "./is-storage-error.ts"
import { SnapshotDamaged } from "../snapshot/snapshot-damaged.ts"
import { restoreFrame } from "../snapshot/restore.ts"

/** The path of the frame that holds a workflow's body. */
export const mainFrame = "main"

/** A run whose frame is in memory. */
export interface LiveRun {
  readonly id: string
  readonly createdAt: number
  /** How it came from another run; `null`: from none; `undefined`: nobody has looked. */
  origin: Origin | null | undefined
  readonly program: Program
  /** Empty where it is nobody's in particular. */
  readonly tenant: string
  /** How often its steps were tried again, where a budget stands. */
  retries: number
  /** The dead letter that it replays. */
  readonly replays: number | null
  /** The number of transitions that are stored. */
  rev: number
  /** Whether a transition of the present batch ends or parks it: nothing else in that batch may move it. */
  rests?: true
  readonly frame: Frame
  readonly log: FrameLog
  /** Steps that are no longer what this run relies on. */
  readonly unfit: ReadonlySet<string>
  /** Of its conditions, those whose text is stored. */
  readonly told: ToldQuestions
  /** Its open waits for events, the oldest first. */
  readonly open: Map<WaitId, NewWait>
  /** The events that it takes in what is not stored yet. */
  readonly taking: Set<number>
  /** It has kept events to take that came before any other, and a timer that brings it to them. */
  behind: boolean
}

/** A run as the writer finds it. */
export type FoundRun =
  | { readonly status: "live"; readonly run: LiveRun }
  /** It ends, rests or goes on once the present batch is stored; until then nobody knows. */
  | { readonly status: "settling" }
  /** It has ended, rests, or its program is not here. */
  | { readonly status: "gone" }
  /** What is stored of it cannot be read. */
  | { readonly status: "damaged"; readonly row: RunRow; readonly error: unknown }

/** The runs in memory: those with a step at work here. All others are only rows. */
export interface LiveRuns {
  /** From memory, or restored from storage. */
  get(runId: string): Promise<FoundRun>
  /** From memory only. */
  peek(runId: string): LiveRun | undefined
  /** A parked run as it will be once it goes on; not kept in memory. */
  wake(row: RunRow): Promise<LiveRun | undefined>
  /** A transition of the present batch moves it, though it is not in memory: what is stored of it is not how it stands. */
  settle(runId: string): void
  /** Whether nothing else in the present batch may move it, or be told how it stands. */
  isSettling(runId: string): boolean
  /** The batch is over. */
  settled(): void
  /** Those that were asked for since this was last called, which may have been moved. */
  asked(): readonly LiveRun[]
  put(run: LiveRun): void
  /** Forgets what is in memory, so that the next `get` restores what is stored. */
  drop(runId: string): void
  /** The same for all of them. */
  clear(): void
}

/** Keeps the frames of runs in memory while they are at work. */
export const liveRuns = (store: Store, programs: Programs): LiveRuns => {
  const runs = new Map<string, LiveRun>()
  const settling = new Set<string>()
  let asked: LiveRun[] = []

  const restore = async (runId: string): Promise<FoundRun> => {
    const row = await store.run(runId)
    const program = row && programs.exact(row.workflow, row.version)
    if (row === undefined || row.status !== "running" || program === undefined) return { status: "gone" }
    try {
      const run = liveRun(row, program, await rowsOf(store, runId))
      runs.set(runId, run)
      return { status: "live", run }
    } catch (error) {
      if (isStorageError(error)) throw error
      return { status: "damaged", row, error }
    }
  }

  const isSettling = (runId: string): boolean => runs.get(runId)?.rests === true || settling.has(runId)

  return {
    get: async (runId) => {
      if (isSettling(runId)) return { status: "settling" }
      const run = runs.get(runId)
      const found: FoundRun = run === undefined ? await restore(runId) : { status: "live", run }
      if (found.status === "live") asked.push(found.run)
      return found
    },
    asked: () => {
      const found = asked
      asked = []
      return found
    },
    settle: (runId) => {
      if (!runs.has(runId)) settling.add(runId)
    },
    isSettling,
    settled: () => settling.clear(),
    peek: (runId) => runs.get(runId),
    wake: async (row) => {
      const program = programs.exact(row.workflow, row.version)
      if (program === undefined) return undefined
      const stored = await rowsOf(store, row.id)
      return { ...liveRun(row, program, stored), rev: row.rev + 1 }
    },
    put: (run) => void runs.set(run.id, run),
    drop: (runId) => void runs.delete(runId),
    clear: () => runs.clear(),
  }
}

/** What is stored of a run beside its own row. */
interface LiveRows {
  readonly frame: FrameRow | undefined
  readonly waits: readonly NewWait[]
  readonly behind: boolean
}

const rowsOf = async (store: Store, runId: string): Promise<LiveRows> => {
  const frame = await store.frame(runId)
  const waits = await store.waits(runId)
  const behind = waits.length > 0 && (await store.timers(runId)).some(({ kind }) => kind === "serve")
  return { frame, waits, behind }
}

/** Throws what is wrong with what is stored. */
const liveRun = (row: RunRow, program: Program, { frame: stored, waits, behind }: LiveRows): LiveRun => {
  if (stored === undefined) throw new SnapshotDamaged("it is not there")
  const unfit = unfitSteps(row, program)
  const { frame, log } = restoreFrame(row.id, stored.snapshot, stored.deltas)
  for (const wait of waits) requireReadable(wait)
  const open = new Map(waits.map((wait) => [wait.waitId, wait]))
  const fresh = { told: new Map(), taking: new Set<number>() }
  const { id, createdAt, tenant, retries, replays } = row
  const own = { id, createdAt, tenant, retries, replays }
  return { ...own, origin: undefined, program, rev: row.rev, frame, log, unfit, open, behind, ...fresh }
}
