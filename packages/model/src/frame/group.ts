/** When a group of branches is decided: by all of them, by the first that succeeds, by more than half, or by so many. */
export type Join = "all" | "any" | "majority" | AtLeast

/** So many must succeed. */
export interface AtLeast {
  readonly atLeast: number
}

/** What becomes of the branches that are at work when their group is decided. */
export type Losers = "cancel" | "await" | "detach"

/** What an author writes for a group. */
export type GroupWord = "parallel" | "fork" | "forEach" | "race" | "pool" | "scope" | "mutex"

/** When a group is decided, and how. */
export type GroupRule =
  /** Waits for all, then throws the first failure that came, or every one as `JoinFailed`. */
  | { readonly kind: "all"; readonly throws: "first" | "every" }
  /** The first failure decides. */
  | { readonly kind: "stop" }
  /** Waits for all and never throws. */
  | { readonly kind: "settle" }
  /** So many must succeed. */
  | { readonly kind: "count"; readonly need: number }
  /** Whoever is settled first decides. */
  | { readonly kind: "first" }
  /** A pool: what is asked of it decides. */
  | { readonly kind: "open" }

/** What is fixed of a group when it begins. */
export interface GroupSpec {
  readonly word: GroupWord
  readonly rule: GroupRule
  readonly losers: Losers
  /** At most so many members at once; 0 for no bound. */
  readonly window: number
  /** How many members there are; 0 for a pool, which is given them one by one. */
  readonly total: number
  /** What its members are called, in order; absent where they are numbered. */
  readonly names?: readonly string[]
  /** Nobody uses what it answers, so nothing is kept for it. */
  readonly unused?: true
  /** In ms, for each member. */
  readonly memberTimeout?: number
  /** Where the results of its members are kept. */
  readonly results: "frame" | "rows" | "none"
}

/** How far a group is. */
export interface GroupCounts {
  /** The index of the next member to begin: so many have begun. */
  readonly next: number
  /** So many are at work. */
  readonly open: number
  readonly ok: number
  readonly failed: number
  readonly cancelled: number
  /** The index of the first member that failed. */
  readonly first?: number
  /** Set when it is decided. */
  readonly verdict?: "met" | "unmet" | "cancelled"
  /** The index of the member that decided it. */
  readonly by?: number
}

/** How one member of a group ended. */
export type Settled<T = unknown> =
  | { readonly status: "fulfilled"; readonly value: T }
  | { readonly status: "rejected"; readonly reason: unknown }
  | { readonly status: "cancelled"; readonly reason?: string }
  | { readonly status: "detached" }

/** A call that has not begun. */
export interface HeldCall {
  readonly procedure: string
  readonly args: readonly unknown[]
  readonly captures: Readonly<Record<string, unknown>>
  /** The number of the activation whose variables it shares. */
  readonly outer?: number
}
