/** How a run came from another: as a part of it, as a run of its own, or by its end. */
export type LinkKind = "child" | "detached" | "chain"

/** That a run comes from the run of the transition. */
export interface NewLink {
  readonly runId: string
  readonly kind: LinkKind
  /** The wait that is settled by its end; absent where nobody waits. */
  readonly parentWait?: string
  /** The run that all of them come from. */
  readonly rootId: string
  /** How many runs stand above it, over children and chains, up to one that was detached. */
  readonly depth: number
  /** The procedure of its parent's program that it runs, where it is no workflow. */
  readonly entry?: string
  /** Why there is no such run, and will be none; encoded. */
  readonly refusal?: string
}

/** How a run came from another. */
export interface LinkRow {
  readonly runId: string
  readonly kind: LinkKind
  readonly parentId: string
  /** When the parent was made: a later run may have its id. Null where nobody knows. */
  readonly parentAt: number | null
  readonly parentWait: string | null
  readonly rootId: string
  /** When the root was made. */
  readonly rootAt: number | null
  readonly depth: number
  readonly entry: string | null
  /** Why there is no such run; null where there is one, or a start of it. */
  readonly refusal: string | null
  readonly at: number
  readonly ended: boolean
}

/** Which links to list, the oldest first. */
export interface LinkPage {
  readonly limit: number
  /** The last one of the page before. */
  readonly after?: Pick<LinkRow, "at" | "runId">
}
