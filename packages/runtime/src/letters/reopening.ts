import { type Frame, quotedMessage, type WaitId } from "@statewright/model"
import type { LetterRow, RunRow, StepRow, Store } from "@statewright/store"
import { unfitSteps } from "../contract/unfit-steps.ts"
import type { Programs } from "../engine/programs.ts"
import { isDamage } from "../history/read-stored.ts"
import type { Program } from "../machine/program.ts"
import { restoreFrame } from "../snapshot/restore.ts"
import { readKit, type ResumeKit } from "./resume-kit.ts"

/** Why something cannot be, in words that go on from "cannot be resumed:". */
export interface Unable {
  readonly reason: string
}

/** A failed run, with what it needs to go on. */
interface Reopenable {
  readonly row: RunRow
  readonly kit: ResumeKit
}

/** A failed run as it will be once it goes on where it failed. */
export interface Reopening extends Reopenable {
  readonly program: Program
  readonly frame: Frame
  readonly unfit: ReadonlySet<string>
  /** The calls that are made again: the one that failed, and those that its failure has ended. */
  readonly calls: readonly StepRow[]
  /** Those that have come to a result with the failure: it is given to the run again. */
  readonly done: readonly StepRow[]
  /** The letters of those calls, but for the one that is resumed. */
  readonly others: readonly number[]
}

/** Whether the run of a dead letter stands where it failed, and all that it needs is kept. */
export const reopenableOf = async (
  store: Store,
  { runId, runAt, kit: text, handled }: LetterRow,
): Promise<Reopenable | Unable> => {
  const row = await store.run(runId)
  if (text === null && handled) return { reason: wentOn }
  if (row?.createdAt !== runAt) return { reason: `run ${runId} is deleted` }
  if (row.status !== "failed") return { reason: `run ${runId} is ${row.status}, and not failed` }
  if (text === null) return { reason: await whyNoKit(store, runId) }
  return readable(async () => {
    const kit = readKit(text)
    return row.rev === kit.rev + 1 ? { row, kit } : { reason: `run ${runId} has moved on since` }
  })
}

/** What resuming the run of a dead letter comes to. */
export const reopeningOf = async (store: Store, programs: Programs, letter: LetterRow): Promise<Reopening | Unable> => {
  const found = await reopenableOf(store, letter)
  if ("reason" in found) return found
  const { row, kit } = found
  const { id, workflow, version } = row
  const program = programs.exact(workflow, version)
  if (program === undefined) {
    return { reason: `version ${version} of workflow \`${workflow}\` is not in the registry of this engine` }
  }
  return readable(async () => {
    const unfit = unfitSteps(row, program)
    const failed = new Set(kit.failed.map(({ waitId }) => waitId))
    const calls: StepRow[] = []
    const done: StepRow[] = []
    for (const key of [...kit.failed, ...kit.calls.filter(({ waitId }) => !failed.has(waitId))]) {
      const step = await store.step(id, key)
      if (step?.status === "cancelled" || step?.status === "failed") calls.push(step)
      if (step?.status === "completed") done.push(step)
    }
    const changed = calls.find(({ name }) => unfit.has(name))
    if (changed !== undefined) {
      return { reason: `step \`${changed.name}\` has another input, output or errors than run ${id} relies on` }
    }
    const { frame } = restoreFrame(id, kit.snapshot, kit.deltas)
    untell(frame, failed)
    const letters = (await store.lettersOfRun(id)).filter((each) => each.id !== letter.id && failed.has(each.waitId))
    return { ...found, program, frame, unfit, calls, done, others: letters.map((each) => each.id) }
  })
}

/** Takes failures back that stand in a frame, and that nobody's code was told of. */
const untell = ({ waits, activations }: Frame, failed: ReadonlySet<WaitId>): void => {
  for (const wait of failed) if (waits.has(wait)) waits.set(wait, undefined)
  for (const activation of activations.values()) {
    const { waiting } = activation
    if (waiting?.kind !== "join" || waiting.failed === undefined || !failed.has(waiting.failed)) continue
    const { failed: _, ...open } = waiting
    activation.waiting = open
  }
}

const readable = async <Read>(read: () => Promise<Read | Unable>): Promise<Read | Unable> => {
  try {
    return await read()
  } catch (error) {
    if (isDamage(error)) return { reason: `what is kept of it cannot be read: ${quotedMessage(error)}` }
    throw error
  }
}

const whyNoKit = async (store: Store, runId: string): Promise<string> => {
  const other = (await store.lettersOfRun(runId)).find(({ resumable }) => resumable)
  return other === undefined ? actedUpon : `run ${runId} goes on with dead letter ${other.id}; resume that one`
}

const wentOn =
  "the workflow has taken the error: a `catch` has, or a branch that ended with it, or nobody waited for the call any more"

const actedUpon =
  "it ended later than its step, or others have acted upon its end: a parent, a run that it chains, a sub-workflow that was at work, who waited for a lock that it held"
