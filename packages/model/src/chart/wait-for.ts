import type { GroupWord, Losers } from "../frame/group.ts"

/** What a wait waits for. */
export type WaitFor =
  /** `validates`: it is a validation, by this schema. */
  | { readonly kind: "step"; readonly step: string; readonly validates?: string }
  | { readonly kind: "sleep" }
  | EventWait
  | { readonly kind: "join"; readonly policy: JoinPolicy; readonly steps: readonly string[] }
  | { readonly kind: "call"; readonly procedure: string }
  /** Something that was begun before. */
  | { readonly kind: "promise" }
  /** One for each item of a list; only where it is begun and not awaited. */
  | { readonly kind: "many"; readonly steps: readonly string[] }
  | GroupWait
  /** The end of another run. */
  | { readonly kind: "child"; readonly workflow: string; readonly timeout?: string }
  /** The begin of a run that nobody waits for: of a workflow, or of a procedure of this one. */
  | { readonly kind: "detached"; readonly workflow?: string; readonly procedure?: string }
  /** Something that is made and asked later. */
  | { readonly kind: "handle"; readonly of: "pool" | "barrier" }
  | { readonly kind: "use"; readonly verb: UseVerb; readonly procedure?: string }

/** An event that somebody sends. */
export interface EventWait {
  readonly kind: "event"
  readonly event: string
  /** The author's condition on one line, cut where it is long. */
  readonly where?: string
  /** What came before it waited is not meant. */
  readonly fresh?: true
  /** How long it waits at most: `3 days`, or the author's expression. */
  readonly timeout?: string
}

/** Branches that run side by side, or one for each item. What the author did not write down is absent. */
export interface GroupWait {
  readonly kind: "group"
  readonly word: GroupWord
  /** `any`, `majority`, `atLeast(2)`, or the author's expression. */
  readonly join?: string
  readonly losers?: Losers
  /** Of `forEach`. */
  readonly mode?: "sequential" | "parallel"
  /** How many at once, as the author wrote it. */
  readonly limit?: string
  /** How long each may take: `3 days`, or the author's expression. */
  readonly timeout?: string
  /** What a mutex is held for. */
  readonly key?: string
  readonly lanes: readonly Lane[]
}

/** One branch of a group: what it begins with, or the helper that it is. */
export interface Lane {
  readonly name?: string
  readonly step?: string
  readonly procedure?: string
  readonly event?: string
  readonly workflow?: string
  readonly sleep?: true
}

/** What is asked of a scope, a pool or a barrier. */
export type UseVerb = "add" | "stop" | "until" | "complete" | "cancel" | "arrive"

/** `parallel` waits for all and then throws the first accepted error; the others are JavaScript's `Promise.*`. */
export type JoinPolicy = "parallel" | "all" | "allSettled" | "race" | "any"
