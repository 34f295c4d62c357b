import type { WaitKey } from "./step-row.ts"

/** `dead`: nobody does anything about it; `waiting`: it is to be replayed; `replaying`: its replay is under way. */
export type LetterStatus = "dead" | "waiting" | "replaying"

/** A dead letter as lists show it, without payloads: a call of a step that has failed for good. */
export interface LetterSummary extends WaitKey {
  /** Counts from 1, over all letters that ever were. */
  readonly id: number
  readonly runId: string
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
  /** How often it has failed: 1, and one more with each replay. */
  readonly times: number
  /** The workflow went on after the failure. */
  readonly handled: boolean
  readonly status: LetterStatus
  /** When its replay is due; null unless it waits for that. */
  readonly replayAt: number | null
  readonly replayRun: string | null
  /** Its run can be resumed where it failed. */
  readonly resumable: boolean
}

/** A dead letter, its payloads as encoded texts. */
export interface LetterRow extends LetterSummary {
  readonly runInput: string
  readonly input: string
  readonly error: string
  /** All attempts, as the caller writes them down. */
  readonly attempts: string
  readonly replayInput: string | null
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
  /** Failed last before this time. */
  readonly before?: number
}

/** A page of letters, the newest first. */
export interface LettersPage extends LetterFilter {
  readonly limit: number
  /** Only those with a lower id. */
  readonly below?: number
}

/** Letters that failed for the same reason. */
export interface LetterGroup extends Pick<LetterSummary, "fingerprint" | "workflow" | "step" | "tag"> {
  readonly letters: number
  readonly firstFailedAt: number
  readonly lastFailedAt: number
}

/** What happens to dead letters. */
export type LetterWrite =
  | ({ readonly kind: "add"; readonly kit?: string } & WaitKey &
      Pick<LetterRow, "workflow" | "version" | "tenant" | "step" | "tag" | "fingerprint" | "handled"> &
      Pick<LetterRow, "runInput" | "input" | "error" | "attempts" | "firstFailedAt">)
  /** Its replay failed at the same step. */
  | ({ readonly kind: "again"; readonly id: number } & Pick<
      LetterRow,
      "tag" | "fingerprint" | "runInput" | "input" | "error" | "attempts"
    >)
  /** It is to be replayed at `replayAt` as run `replayRun`. */
  | {
      readonly kind: "await"
      readonly id: number
      readonly replayAt: number
      readonly replayRun: string
      readonly replayInput?: string
    }
  /** Its replay has begun. */
  | { readonly kind: "replaying"; readonly id: number }
  /** Its replay ended without it. */
  | { readonly kind: "back"; readonly id: number }
  /** Nothing is to be done about it any more. */
  | { readonly kind: "solved" | "drop"; readonly id: number }
