import type { LetterWrite, RunBecomes, Store, Transition, WaitKey } from "@statewright/store"
import { NotYet } from "../boundary/not-yet.ts"
import { restoreFrame } from "../snapshot/restore.ts"
import { kitText, resumeKit } from "./resume-kit.ts"

/** A run that ends. */
export interface Ending {
  readonly transition: Transition
  readonly becomes: RunBecomes
  /** The dead letter that it replays, if it does. */
  readonly replays: number | null
  /** The same work has moved it before, in the same transaction: how it stood between is stored nowhere. */
  readonly isFurther: boolean
}

/**
 * The transition with which a run ends, with what that means for dead letters: the one that it replays is solved or comes back,
 * and those with which it fails are kept with what it needs to be resumed. Rejects with `NotYet` where what is stored is not
 * how it stood before: earlier moves of the same batch come first.
 */
export const lettersOfEnd = async (
  store: Store,
  { transition, becomes, replays, isFurther }: Ending,
): Promise<Transition> => {
  const { letters: own = [] } =
    becomes.status === "failed" && !isFurther ? await withKit(store, transition) : transition
  // It may have cleaned up before it failed with what nobody seemed to lack.
  const carried = becomes.status === "failed" ? [{ kind: "carried", error: becomes.error } as const] : []
  const letters = [...own, ...carried]
  const replayed = replays === null ? [] : endOfReplay(replays, letters, becomes)
  return letters.length + replayed.length === 0 ? transition : { ...transition, letters: [...letters, ...replayed] }
}

const endOfReplay = (id: number, letters: readonly LetterWrite[], { status }: RunBecomes): readonly LetterWrite[] => {
  if (status === "completed") return [{ kind: "solved", id }]
  const isDead = letters.some((write) => write.kind === "again" && write.id === id)
  return isDead ? [] : [{ kind: "back", id, hasFailed: status === "failed" }]
}

/** A run fails: maybe with calls whose failure nobody's code was told of before. */
const withKit = async (store: Store, transition: Transition): Promise<Transition> => {
  const { runId, run, letters = [], steps = [] } = transition
  if (run.kind !== "update") return transition
  if ((await store.run(runId))?.rev !== run.expectedRev) throw new NotYet(Promise.resolve())
  const own = letters.find((write) => write.kind === "add" || write.kind === "again")
  const before = await store.lettersOfRun(runId)
  const earlier = before.filter(({ id }) => !(own?.kind === "again" && own.id === id))
  const open = earlier.filter((letter) => !steps.some((step) => step.kind === "complete" && isOf(step, letter)))
  const unseen = open.length === 0 ? [] : await unseenOf(store, runId, open)
  if (own === undefined && unseen.length === 0) return transition
  const failed = [...(own === undefined ? [] : [keyOf(own)]), ...unseen.map(keyOf)]
  const kit = await resumeKit(store, transition, failed)
  const kept = kit === undefined ? {} : { kit: kitText(kit) }
  // One of them has it; the others go with it.
  const [first, ...others] = unseen
  const sunk: LetterWrite[] = [...(first === undefined || own !== undefined ? unseen : others)].map(sink)
  if (own === undefined) {
    return first === undefined
      ? transition
      : { ...transition, letters: [...letters, { ...sink(first), ...kept }, ...sunk] }
  }
  return { ...transition, letters: [...letters.map((write) => (write === own ? { ...own, ...kept } : write)), ...sunk] }
}

/** Of letters of a run those whose failure stands in its frame: a join will take it, or whoever awaits it later. */
const unseenOf = async <Letter extends WaitKey>(
  store: Store,
  runId: string,
  letters: readonly Letter[],
): Promise<readonly Letter[]> => {
  const stored = await store.frame(runId)
  if (stored === undefined) return []
  const { waits } = restoreFrame(runId, stored.snapshot, stored.deltas).frame
  return letters.filter(({ waitId }) => waits.has(waitId) && waits.get(waitId)?.ok !== true)
}

const sink = ({ id, frame, waitId }: WaitKey & { readonly id: number }) =>
  ({ kind: "sunk", id, frame, waitId }) as const

const isOf = (one: WaitKey, other: WaitKey): boolean => one.frame === other.frame && one.waitId === other.waitId

const keyOf = ({ frame, waitId }: WaitKey): WaitKey => ({ frame, waitId })
