import { decodeValue, encodeValue, type Tags } from "@statewright/model"
import type { AttemptRow, EndedBy, LetterRow } from "@statewright/store"
import { isDamage } from "../history/read-stored.ts"

/** An attempt of a dead letter. */
export interface LetterAttempt extends Pick<AttemptRow, "attempt" | "startedAt" | "endedAt"> {
  /** Encoded. */
  readonly error: string
}

/** What a run was given beside its input; its replay is given the same. */
export interface GivenAtStart {
  readonly tags?: Tags
  readonly priority?: number
}

/** What a dead letter knows of the call that failed, and of its run. */
export interface LetterHistory {
  readonly attempts: readonly LetterAttempt[]
  /** Why no further attempt followed. */
  readonly endedBy?: EndedBy
  readonly start?: GivenAtStart
}

/** As it is stored. */
export const historyText = (history: LetterHistory): string => encodeValue(history, "attempts")

/** That of a letter; what cannot be read hides nothing else. */
export const historyOf = ({ attempts }: Pick<LetterRow, "attempts">): LetterHistory => {
  try {
    return decodeValue(attempts) as LetterHistory // `historyText` wrote it
  } catch (error) {
    if (isDamage(error)) return { attempts: [] }
    throw error
  }
}
