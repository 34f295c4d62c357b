import type { LetterDetail, LetterInfo, LetterStats } from "@statewright/runtime"

import { payloadJson } from "../payload/payload-json.ts"
import { iso } from "../run/run-json.ts"

/** A dead letter of a list, for a program: times as ISO text. */
export const letterJson = ({ firstFailedAt, lastFailedAt, replayAt, ...letter }: LetterInfo) => ({
  ...letter,
  firstFailedAt: iso(firstFailedAt),
  lastFailedAt: iso(lastFailedAt),
  ...(replayAt !== undefined && { replayAt: iso(replayAt) }),
})

/** All of one. */
export const letterDetailJson = ({ runInput, input, error, endedBy, attempts, ...letter }: LetterDetail) => ({
  ...letterJson(letter),
  runInput: payloadJson(runInput),
  input: payloadJson(input),
  error: payloadJson(error),
  ...(endedBy !== undefined && { endedBy }),
  attempts: attempts.map(({ attempt, startedAt, endedAt, error }) => ({
    attempt,
    startedAt: iso(startedAt),
    endedAt: iso(endedAt),
    error: payloadJson(error),
  })),
})

/** Those that failed for one reason. */
export const letterStatsJson = ({ firstFailedAt, lastFailedAt, ...group }: LetterStats) => ({
  ...group,
  firstFailedAt: iso(firstFailedAt),
  lastFailedAt: iso(lastFailedAt),
})
