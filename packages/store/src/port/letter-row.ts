import type { WaitKey } from "./step-row.ts"

/** `dead`: nobody does anything about it; `waiting`: it is to be replayed; `replaying`: its replay is under way. */
export type LetterStatus = "dead" | "waiting" | "replaying"

/** A dead letter as lists show it, without payloads: a call of a step that has failed for good. */
export interface LetterSummary extends WaitKey {
  /** Counts from 1, over all letters that ever were. */
  readonly id: number
  /** The run that failed last. */
  readonly runId: string
  /** When that run was made: once it is deleted, another one may have its id. */
  readonly runAt: number
  readonly workflow: string
  readonly version: string
  readonly tenant: string
  readonly step: string
  /** The tag of the error, or its name. */
  readonly tag: string
  /** Letters that failed for the same reason have the same. */
  readonly fingerprint: string
  readonly firstFailedAt: number
  readonly lastFailedAt: number
  /** How often it has failed: 1, and one more with each replay that does. */
  readonly times: number
  /** The run did not fail with it: somebody has caught the error, or nobody waited for the call. */
  readonly handled: boolean
  readonly status: LetterStatus
  /** When its replay is due; null unless it waits for that. */
  readonly replayAt: number | null
  /** The run that replays it, or did last. */
  readonly replayRun: string | null
  /** The request of an operator that was the last to do something about it. */
  readonly request: string | null
  /** What its run needs to be resumed is kept. */
  readonly resumable: boolean
  /** Its run is a part of another one, and cannot be started by itself. */
  readonly isPart: boolean
}

/** A dead letter, its payloads as encoded texts. */
export interface LetterRow extends LetterSummary {
  readonly runInput: string
  readonly input: string
  readonly error: string
  /** All attempts, as the caller writes them down. */
  readonly attempts: string
  /** What its replay is given instead of the input of its run; null for that one. */
  readonly replayInput: string | null
  /** What its run needs to be resumed, as the caller writes it down. */
  readonly kit: string | null
}

/** Which letters. */
export interface LetterFilter {
  readonly ids?: readonly number[]
  readonly runId?: string
  readonly workflow?: string
  readonly step?: string
  readonly tag?: string
  readonly fingerprint?: string
  readonly tenant?: string
  readonly status?: LetterStatus
  readonly handled?: boolean
  readonly request?: string
  /** Its run is no part of another one. */
  readonly replayable?: boolean
  readonly resumable?: boolean
  /** Failed last at this time or later, in ms since 1970. */
  readonly failedAfter?: number
  /** Failed last before this time, in ms since 1970. */
  readonly failedBefore?: number
}

/** A page of letters, by id. */
export interface LettersPage extends LetterFilter {
  readonly limit: number
  /** Default: the newest first. */
  readonly order?: "newest" | "oldest"
  /** The id of the last one of the page before. */
  readonly after?: number
}

/** Letters that failed for the same reason. */
export interface LetterGroup extends Pick<LetterSummary, "fingerprint" | "workflow" | "step" | "tag"> {
  readonly letters: number
  readonly dead: number
  /** How often all of them have failed. */
  readonly times: number
  readonly firstFailedAt: number
  readonly lastFailedAt: number
  /** The one with the highest id. */
  readonly newest: number
}

/** A letter of a run, by its call. */
export type LetterOfRun = WaitKey & Pick<LetterSummary, "id" | "resumable">

/** A letter whose replay is due. */
export type DueReplay = Pick<LetterSummary, "id" | "workflow" | "replayRun">

/** Which letters to delete: dead ones that failed last before a time, at most so many. */
export interface ForgettingLetters {
  readonly failedBefore: number
  readonly limit: number
}

/** A call of the run of the transition, which has failed for good with it. */
export type NewLetter = WaitKey &
  Pick<LetterRow, "runAt" | "workflow" | "version" | "tenant" | "step" | "tag" | "fingerprint" | "handled" | "isPart"> &
  Pick<LetterRow, "runInput" | "input" | "error" | "attempts" | "firstFailedAt"> & { readonly kit?: string }

/** What happens to dead letters. */
export type LetterWrite =
  | ({ readonly kind: "add" } & NewLetter)
  /** Its replay has failed so, and it is dead again; where there is no such letter any more, it is a new one. */
  | ({ readonly kind: "again"; readonly id: number } & NewLetter)
  /** Its run has failed with it, later than it has; with `kit`, the run may be resumed. */
  | ({ readonly kind: "sunk"; readonly id: number; readonly kit?: string } & WaitKey)
  /** Its run fails with this very error: letters of such failures that were taken for handled are not, also those of this batch. */
  | { readonly kind: "carried"; readonly error: string }
  /** It is to be replayed at `replayAt` as run `replayRun`. Ignored unless it is dead, and no part. */
  | {
      readonly kind: "await"
      readonly id: number
      readonly request: string
      readonly replayAt: number
      readonly replayRun: string
      readonly replayInput?: string
    }
  /** Its replay begins, with the run of the transition. Ignored unless it waits for that. */
  | { readonly kind: "replaying"; readonly id: number }
  /**
   * Its run goes on with the transition, which uses up its `kit`. Answered `stale-rev` unless it is dead, and nothing is done
   * about any other letter of its run.
   */
  | { readonly kind: "resumed"; readonly id: number; readonly request: string }
  /**
   * Its replay is over, and has not solved it: it has failed elsewhere, or was cancelled. If that was its own run, and its
   * call has succeeded in it, it goes.
   */
  | { readonly kind: "back"; readonly id: number; readonly hasFailed: boolean }
  /** Its replay, the run of the transition, was a success. Ignored if its call has failed in it all the same. */
  | { readonly kind: "solved"; readonly id: number }
  /** Its call is made again with another one, in the run of the transition. */
  | { readonly kind: "taken"; readonly id: number }
  /** Nobody wants it any more. Ignored while it is being replayed. */
  | { readonly kind: "discard"; readonly id: number }
