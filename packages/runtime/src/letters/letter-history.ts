import { decodeValue, encodeValue } from "@statewright/model"
import type { AttemptRow, EndedBy } from "@statewright/store"

/** An attempt of a dead letter. */
export interface LetterAttempt extends Pick<AttemptRow, "attempt" | "startedAt" | "endedAt"> {
  /** Encoded. */
  readonly error: string
}

/** What a dead letter knows of the call that failed. */
export interface LetterHistory {
  readonly attempts: readonly LetterAttempt[]
  /** Why no further attempt followed. */
  readonly endedBy?: EndedBy
}

/** As it is stored. */
export const historyText = (history: LetterHistory): string => encodeValue(history, "attempts")

/** What `historyText` made. Throws `ValueDamaged`. */
export const readHistory = (text: string): LetterHistory => decodeValue(text) as LetterHistory // `historyText` wrote it
