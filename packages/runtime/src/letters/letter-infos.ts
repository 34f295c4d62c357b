import type { LetterRow, LetterSummary } from "@statewright/store"
import type { LetterAttemptInfo, LetterDetail, LetterInfo } from "../client/letter-info.ts"
import { shownStored } from "../history/read-stored.ts"
import { historyOf } from "./letter-history.ts"

/** What a list shows of a dead letter. */
export const letterInfo = (row: LetterSummary): LetterInfo => ({
  id: row.id,
  runId: row.runId,
  workflow: row.workflow,
  version: row.version,
  ...(row.tenant !== "" && { tenant: row.tenant }),
  step: row.step,
  wait: row.waitId,
  tag: row.tag,
  fingerprint: row.fingerprint,
  firstFailedAt: row.firstFailedAt,
  lastFailedAt: row.lastFailedAt,
  times: row.times,
  handled: row.handled,
  status: row.status,
  ...(row.replayAt !== null && { replayAt: row.replayAt }),
  ...(row.replayRun !== null && { replayRun: row.replayRun }),
  resumable: row.resumable,
  replayable: !row.isPart,
})

/** All that is kept of one, decoded. */
export const letterDetail = (row: LetterRow): LetterDetail => {
  const of = `of dead letter ${row.id}`
  const { endedBy, attempts } = historyOf(row)
  return {
    ...letterInfo(row),
    runInput: shownStored(row.runInput, `the input ${of}`),
    input: shownStored(row.input, `the step's input ${of}`),
    error: shownStored(row.error, `the error ${of}`),
    ...(endedBy !== undefined && { endedBy }),
    attempts: attempts.map(({ attempt, startedAt, endedAt, error }): LetterAttemptInfo => ({
      attempt,
      startedAt,
      endedAt,
      error: shownStored(error, `the error of attempt ${attempt} ${of}`),
    })),
  }
}
