import { decodeValue, encodeValue } from "@statewright/model"
import type { Admission, MovedBy, NewWait, Store, StrandKey, TimerRow, Transition, WaitKey } from "@statewright/store"

/**
 * All that the end of a run throws away: its frame as it was before that, and what was open then. Kept with a dead letter, it
 * lets the run go on from there.
 */
export interface ResumeKit {
  /** The transition after which the run stood so; the next one has failed it. */
  readonly rev: number
  /** When it failed. */
  readonly at: number
  readonly snapshot: string
  readonly deltas: readonly string[]
  readonly timers: readonly Omit<TimerRow, "runId">[]
  readonly waits: readonly NewWait[]
  /** The calls that had not ended. */
  readonly calls: readonly WaitKey[]
  /** The calls that have failed: nobody's code had been told of it before. */
  readonly failed: readonly WaitKey[]
  readonly strands: readonly StrandKey[]
  readonly admission?: Admission
}

/** As it is stored. */
export const kitText = (kit: ResumeKit): string => encodeValue(kit, "what a run needs to be resumed")

/** What `kitText` made. Throws `ValueDamaged`. */
export const readKit = (text: string): ResumeKit => decodeValue(text) as ResumeKit // `kitText` wrote it

/**
 * What is needed to resume a run that fails in `transition`; `undefined` where others have acted upon its end, or have taken
 * what it had, so that it could not go on as if nothing had happened. What is stored must be how it stood before.
 */
export const resumeKit = async (
  store: Store,
  { runId, at, run, movedBy, takes = [], received = [], sends = [], links = [], detaches = [] }: Transition,
  failed: readonly WaitKey[],
): Promise<ResumeKit | undefined> => {
  if (run.kind !== "update" || movedBy === undefined || !comesAgain[movedBy.kind]) return undefined
  if ([takes, received, sends, links, detaches].some(({ length }) => length > 0)) return undefined
  if ((await store.mutexesOf(runId)).length > 0 || (await hasChild(store, runId))) return undefined
  const frame = await store.frame(runId)
  if (frame === undefined) return undefined
  const { snapshot, deltas } = frame
  const admission = await store.admission(runId)
  return {
    rev: run.expectedRev,
    at,
    snapshot,
    deltas,
    failed,
    timers: (await store.timers(runId)).map(({ frame, waitId, kind, dueAt }) => ({ frame, waitId, kind, dueAt })),
    waits: await store.waits(runId),
    calls: (await store.openSteps(runId)).map(({ frame, waitId }) => ({ frame, waitId })),
    strands: (await store.strands(runId))
      .filter(({ endedAt }) => endedAt === null)
      .map(({ frame, groupId, item }) => ({ frame, groupId, item })),
    ...(admission && { admission }),
  }
}

/** Whether what moves a run can move it once more: a call is made again or its result is kept, a timer is set again. */
const comesAgain: Readonly<Record<MovedBy["kind"], boolean>> = {
  step: true,
  timer: true,
  deadline: true,
  collect: true,
  start: false,
  park: false,
  wake: false,
  reopen: false,
  event: false,
  child: false,
  lock: false,
}

/** Whether a run has a sub-workflow at work, which its end cancels. */
const hasChild = async (store: Store, parentId: string): Promise<boolean> => {
  const limit = 500
  let after: { readonly at: number; readonly runId: string } | undefined
  do {
    const links = await store.linksOf(parentId, { limit, ...(after && { after }) })
    if (links.some(({ kind, ended, refusal }) => kind === "child" && !ended && refusal === null)) return true
    after = links.length < limit ? undefined : links.at(-1)
  } while (after !== undefined)
  return false
}
