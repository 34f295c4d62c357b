import type { EndedBy } from "@statewright/store"
import type { ValidationIssue } from "@statewright/workflow"
import type { CachePut } from "../policy/cache/caching.ts"

/** Where the end of a call comes from that did not run itself; `at`, in ms since 1970, is when that was stored. */
export interface FromCache {
  readonly step: string
  readonly at: number
  readonly as: "hit" | "stale" | "joined"
}

/** How one attempt at a step ended. */
export type AttemptEnd =
  | {
      readonly kind: "completed"
      readonly text: string
      readonly cached?: FromCache
      /** What is to be kept of it. */
      readonly put?: CachePut
      /** What a validation found that only warns. */
      readonly warnings?: readonly ValidationIssue[]
    }
  /** It will be tried again at `dueAt`, in ms since 1970; `uncounted` where a breaker had turned it away. */
  | { readonly kind: "retry"; readonly error: string; readonly dueAt: number; readonly uncounted?: true }
  /** It failed for good. */
  | {
      readonly kind: "failed"
      readonly error: string
      /** What the attempt itself failed with, where that is something else. */
      readonly last?: string
      readonly endedBy?: EndedBy
      readonly cached?: FromCache
      readonly put?: CachePut
    }
  /** Its input cannot be read: its code has not begun. */
  | { readonly kind: "damaged"; readonly error: unknown }
