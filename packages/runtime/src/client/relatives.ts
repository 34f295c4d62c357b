import type { GroupWord, RunStatus, StrandStatus } from "@statewright/model"

/** How a run came from another: as a part of it, as a run of its own, or by its end. */
export type RelationKind = "child" | "detached" | "chain"

/** The run that a run comes from. */
export interface ParentInfo {
  readonly id: string
  /** It is no longer kept; a run that has its id now is another one. */
  readonly gone?: true
  readonly kind: RelationKind
  /** The wait of the parent that its end settles; absent where nobody waits. */
  readonly wait?: string
}

/** A run that comes from another. */
export interface ChildInfo {
  readonly id: string
  readonly kind: RelationKind
  /** Absent where the run is no longer kept. */
  readonly workflow?: string
  /** `queued` as long as it is accepted and has not begun; absent where the run is no longer kept. */
  readonly status?: RunStatus
  /** The wait of its parent that its end settles; absent where nobody waits. */
  readonly wait?: string
  /** The function of the workflow that it runs, where that is not the workflow itself. */
  readonly entry?: string
  /** When it was asked for. */
  readonly at: number
  readonly endedAt?: number
  /** Of a run that failed. */
  readonly error?: unknown
  /** Why there is no such run: what the condition or the mapping of a chain threw. */
  readonly refusal?: unknown
}

/** A run with all that came from it. */
export interface RunTree extends Omit<ChildInfo, "kind"> {
  /** Absent of the first one, and of one that is no longer kept and only stands between others. */
  readonly kind?: RelationKind
  readonly children: readonly RunTree[]
}

/** Branches that run side by side, or one for each item, and how far each is. */
export interface GroupInfo {
  /** The runtime id of the wait: `<static id>#<n>`. */
  readonly wait: string
  /** What its author wrote; this and all that it asks for are absent once it is over. */
  readonly word?: GroupWord
  /** How many branches there are in all; those that have not begun are not among `strands`. Absent of a pool. */
  readonly total?: number
  /** At most so many at once. */
  readonly window?: number
  /** So many must come to something; absent where all are waited for. */
  readonly need?: number
  /** Those that have begun, in their order. */
  readonly strands: readonly StrandInfo[]
}

/** One branch of a group. */
export interface StrandInfo {
  /** Its place in the group, from 0. */
  readonly item: number
  readonly name?: string
  readonly wait: string
  /** The wait of the branch around it. */
  readonly within?: string
  readonly status: StrandStatus
  readonly startedAt: number
  readonly endedAt?: number
  /** What it came to, where that is kept. */
  readonly output?: unknown
  readonly error?: unknown
}
