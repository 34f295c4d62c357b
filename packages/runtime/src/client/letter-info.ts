import type { Duration } from "@statewright/workflow"

/** A dead letter, as lists show it: a call of a step that has failed for good. */
export interface LetterInfo {
  readonly id: number
  /** The run that failed last. */
  readonly runId: string
  readonly workflow: string
  /** The version of the workflow that failed last. */
  readonly version: string
  /** Empty where it is nobody's in particular. */
  readonly tenant?: string
  readonly step: string
  /** The wait of the call, as `runs.get` names it. */
  readonly wait: string
  /** The tag of the error, or its name. */
  readonly tag: string
  /** The same for all that failed with the same tag, at the same step, in the same function. */
  readonly fingerprint: string
  /** In ms since 1970. */
  readonly firstFailedAt: number
  readonly lastFailedAt: number
  /** How often it has failed: 1, and one more with each replay that does. */
  readonly times: number
  /** The run did not fail with it: somebody has caught the error, or nobody waited for the call. */
  readonly handled: boolean
  /** `dead`: nobody does anything about it; `waiting`: its replay is due at `replayAt`; `replaying`: `replayRun` is at work. */
  readonly status: "dead" | "waiting" | "replaying"
  readonly replayAt?: number
  /** The run that replays it, or did last. */
  readonly replayRun?: string
  /** Whether its run may be resumed where it failed. */
  readonly resumable: boolean
  /** Whether its run can be started once more: it is no part of another one. */
  readonly replayable: boolean
}

/** All that is kept of a dead letter. */
export interface LetterDetail extends LetterInfo {
  /** The input of the run; an error where it cannot be read, as with all that is kept. */
  readonly runInput: unknown
  /** The input of the step. */
  readonly input: unknown
  readonly error: unknown
  /** Why no further attempt followed the last one. */
  readonly endedBy?: string
  readonly attempts: readonly LetterAttemptInfo[]
}

/** An attempt at the call of a dead letter. */
export interface LetterAttemptInfo {
  /** Counts from 1. */
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt: number
  readonly error: unknown
}

/** Which dead letters; all that is said must hold. */
export interface LetterQuery {
  readonly runId?: string
  readonly workflow?: string
  readonly step?: string
  readonly tag?: string
  readonly fingerprint?: string
  readonly tenant?: string
  /** Whether the run went on all the same. */
  readonly handled?: boolean
  readonly resumable?: boolean
  readonly replayable?: boolean
  /** Failed last at this time or later, in ms since 1970. */
  readonly failedAfter?: number
  /** Failed last before this time. */
  readonly failedBefore?: number
}

/** Which dead letters to list, the newest first. */
export interface LetterListQuery extends LetterQuery {
  readonly status?: LetterInfo["status"]
  /** From 1 to 10,000. Default 50. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** A page of dead letters. */
export interface LetterList {
  readonly letters: readonly LetterInfo[]
  /** Give it as `cursor` to read on; absent on the last page. */
  readonly next?: string
}

/** Dead letters that failed for the same reason. */
export interface LetterStats {
  readonly fingerprint: string
  readonly workflow: string
  readonly step: string
  readonly tag: string
  readonly letters: number
  /** Those of them that nobody does anything about. */
  readonly dead: number
  /** How often all of them have failed. */
  readonly times: number
  readonly firstFailedAt: number
  readonly lastFailedAt: number
  /** The id of the newest. */
  readonly newest: number
}

/** Of several dead letters, how many. */
export interface BulkOptions {
  /** At most so many, the oldest first. A whole number from 1 to 10,000. Default 100. */
  readonly cap?: number
}

/** How to replay. */
export interface ReplayOptions extends BulkOptions {
  /** The input of the new run instead of the original one; for a single letter. */
  readonly input?: unknown
  /** Between one replay and the next. Default: none. */
  readonly stagger?: Duration
}

/** What became of a request about dead letters. */
export interface LettersDone<Letter> {
  /** Those about which something is done now. */
  readonly letters: readonly Letter[]
  /** Whether the process that leads has taken the request; until it does, it is stored. */
  readonly taken: boolean
}

/** The replay of a dead letter. */
export interface Replay {
  readonly letter: number
  /** The run that replays it: of one letter it is there when this is answered, of several each starts when its turn comes. */
  readonly runId: string
}
