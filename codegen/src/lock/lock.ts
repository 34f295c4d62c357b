/** What `statewright/workflows.lock` says: which ids there are and were, and how to know what they belong to. */
export interface Lock {
  readonly workflows: ReadonlyMap<string, LockedWorkflow>
  /** The names of steps, and whether each is gone. */
  readonly steps: ReadonlyMap<string, boolean>
}

/** The ids of one workflow; of one that is gone, too. */
export interface LockedWorkflow {
  readonly removed: boolean
  readonly ids: readonly LockedId[]
}

/** The id of a wait, or of a construct around waits. */
export interface LockedId {
  /** Its keys from the outermost construct on: `for_item/charge`. */
  readonly path: string
  /** `step:charge`, `sleep`, `loop` */
  readonly kind: string
  readonly likeness: Likeness
  /** The key of the sibling before it. */
  readonly after?: string
  /** What its code is called after, where that is not its key: unique in its workflow. */
  readonly name?: string
  /** It is in the code no more, and its id is given to nothing else. */
  readonly removed: boolean
}

/** Hashes of what a wait or construct looks like. */
export interface Likeness {
  /** Of a wait: its statement. Of a construct: its head. */
  readonly detail: string
  /** Of a wait: its statement without any names. Of a construct: what is waited for inside. */
  readonly shape: string
}

/** Where the lock stands: beside the configuration, and not among what can be deleted and generated again. */
export const lockPath = "statewright/workflows.lock"

/** A lock with nothing in it. */
export const emptyLock: Lock = { workflows: new Map(), steps: new Map() }
