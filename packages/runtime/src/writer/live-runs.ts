import type { Frame } from "@statewright/model"
import type { RunRow, Store } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import { unfitSteps } from "../contract/unfit-steps.ts"
import type { ToldQuestions } from "../history/encode-branches.ts"
import type { Program } from "../machine/program.ts"
import type { FrameLog } from "../snapshot/frame-log.ts"
import { SnapshotDamaged } from "../snapshot/snapshot-damaged.ts"
import { restoreFrame } from "../snapshot/restore.ts"

/** The path of the frame that holds a workflow's body. */
export const mainFrame = "main"

/** A run whose frame is in memory. */
export interface LiveRun {
  readonly id: string
  readonly program: Program
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
}

/** A run as the writer finds it. */
export type FoundRun =
  | { readonly status: "live"; readonly run: LiveRun }
  /** It ends or rests once the present batch is stored; until then nobody knows. */
  | { readonly status: "settling" }
  /** It has ended, rests, or its program is not here. */
  | { readonly status: "gone" }
  /** What is stored of it cannot be read. */
  | { readonly status: "damaged"; readonly row: RunRow; readonly error: unknown }

/** The runs in memory: those with a step at work here. All others are only rows. */
export interface LiveRuns {
  /** From memory, or restored from storage. */
  get(runId: string): Promise<FoundRun>
  put(run: LiveRun): void
  /** Forgets what is in memory, so that the next `get` restores what is stored. */
  drop(runId: string): void
}

/** Keeps the frames of runs in memory while they are at work. */
export const liveRuns = (store: Store, programs: Programs): LiveRuns => {
  const runs = new Map<string, LiveRun>()

  const restore = async (runId: string): Promise<FoundRun> => {
    const row = await store.run(runId)
    const program = row && programs.exact(row.workflow, row.version)
    if (row === undefined || row.status !== "running" || program === undefined) return { status: "gone" }
    const stored = (await store.frames(runId)).find(({ path }) => path === mainFrame)
    try {
      if (stored === undefined) throw new SnapshotDamaged("it is not there")
      const unfit = unfitSteps(row, program)
      const { frame, log } = restoreFrame(stored.snapshot, stored.deltas)
      const run = { id: runId, program, rev: row.rev, frame, log, unfit, told: new Map() }
      runs.set(runId, run)
      return { status: "live", run }
    } catch (error) {
      return { status: "damaged", row, error }
    }
  }

  return {
    get: async (runId) => {
      const run = runs.get(runId)
      if (run === undefined) return restore(runId)
      return run.rests ? { status: "settling" } : { status: "live", run }
    },
    put: (run) => void runs.set(run.id, run),
    drop: (runId) => void runs.delete(runId),
  }
}
