import { decodeValue } from "@statewright/model"
import type { InboxKind, InboxRow, MovedBy, TransitionRow } from "@statewright/store"

/** One transition of a run, with what moved it, from within or from outside. */
export interface Move extends Pick<TransitionRow, "rev" | "at" | "seed"> {
  readonly kind: MovedBy["kind"] | InboxKind
  /** What a step or a timer was for. */
  readonly waitId: string
  /** Of what came from outside. */
  readonly payload: string | null
  /** The row of a child that ended. */
  readonly child?: InboxRow
}

/** The transitions of a run, in order; what nothing moved is left out. */
export const movesOf = (transitions: readonly TransitionRow[], inbox: readonly InboxRow[]): readonly Move[] =>
  transitions.flatMap(({ rev, at, seed, movedBy }): readonly Move[] => {
    const move = { rev, at, seed, waitId: "", payload: null }
    const child = inbox.find(({ kind, processedRev }) => kind === "child" && processedRev === rev)
    if (movedBy?.kind === "child" && child !== undefined) return [{ ...move, ...movedBy, child }]
    if (movedBy !== null) return [{ ...move, ...movedBy }]
    // What came later and changed nothing has the same `rev`.
    const taken = inbox.filter(({ processedRev }) => processedRev === rev)
    // It was cancelled before it had begun.
    const unbegun = taken[0]?.kind === "start" ? taken.find(({ kind }) => kind === "cancel") : undefined
    const row = unbegun ?? taken[0]
    return row === undefined ? [] : [{ ...move, kind: row.kind, payload: row.payload }]
  })

/** Whether a request to cancel ends its run without letting it clean up. */
export const isForced = ({ payload }: Move): boolean =>
  payload !== null && (decodeValue(payload) as { readonly force: boolean }).force // `cancelRun` wrote it

/** Whether this timer ends a cancelled run that has cleaned up for too long. */
export const isCleanUpDeadline = ({ waitId }: Move): boolean => waitId === "cleanup"
