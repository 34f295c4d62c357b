import { encodeError } from "@statewright/model"
import type { LetterWrite, Store, Transition } from "@statewright/store"
import type { Programs } from "../engine/programs.ts"
import { NotYet } from "../boundary/not-yet.ts"
import { isDamage, readStored } from "../history/read-stored.ts"
import { type LettersRequest, readAsked } from "../letters/letters-asked.ts"
import { requireFitting } from "../letters/require-fitting.ts"
import { letterAtWork } from "../letters/letter-at-work.ts"
import { replayRunId } from "../letters/replay-run-id.ts"
import type { LiveRuns } from "./live-runs.ts"
import type { Moment } from "./moment.ts"
import { prepareReopen } from "./prepare-reopen.ts"
import type { Later, Prepared } from "./prepared.ts"
import type { RequestWork } from "./work.ts"

/**
 * Prepares what follows from what an operator asks of dead letters: what can no longer be done changes nothing. `undefined`
 * where nobody understands it; `later` while its run is about to be another one.
 */
export const prepareLetters = async (
  parts: { readonly store: Store; readonly programs: Programs; readonly runs: LiveRuns },
  { inboxSeq, id: rowId, payload }: RequestWork,
  moment: Moment,
): Promise<Prepared | Later | undefined> => {
  const given = readable(payload)
  if (given === undefined) return undefined
  const { request, asked } = given
  const { now } = moment
  const takes = [inboxSeq]
  const nothing: Transition = { runId: "", at: now, run: { kind: "none" }, takes }
  const writing = (letters: readonly LetterWrite[]): Prepared => ({
    transition: { ...nothing, letters },
    launches: [],
  })
  switch (asked.action) {
    case "replay": {
      const { ids, stagger, input: replayInput } = asked
      const misfit = replayInput === undefined ? undefined : await misfitOf(parts, ids, replayInput, moment)
      if (misfit !== undefined) {
        const refusal = { kind: "refuse", seq: inboxSeq, id: rowId, refusal: misfit } as const
        return { transition: { ...nothing, takes: [], events: [refusal] }, launches: [] }
      }
      return writing(
        ids.map((id, at) => ({
          kind: "await",
          id,
          request,
          replayAt: now + at * stagger,
          replayRun: replayRunId(request, id),
          ...(replayInput !== undefined && { replayInput }),
        })),
      )
    }
    case "discard":
      return writing(asked.ids.map((id) => ({ kind: "discard", id })))
    case "resume": {
      const letter = await parts.store.letter(asked.id)
      if (letter !== undefined && parts.runs.isSettling(letter.runId)) return "later"
      if (letter?.status !== "dead" || (await letterAtWork(parts.store, letter)) !== undefined) return writing([])
      const reopened = await prepareReopen(parts, letter, { request, takes }, moment)
      return "reason" in reopened ? writing([]) : reopened
    }
  }
}

/** Why a run cannot begin with an input, encoded: whoever asks for it may know nothing of workflows. Rejects with `NotYet`. */
const misfitOf = async (
  { store, programs }: { readonly store: Store; readonly programs: Programs },
  [id = 0]: readonly number[],
  input: string,
  { read }: Moment,
): Promise<string | undefined> => {
  const letter = await store.letter(id)
  const program = letter?.status === "dead" ? programs.latest(letter.workflow) : undefined
  if (letter === undefined || program === undefined) return undefined
  try {
    await requireFitting(program, letter, readStored(input, `another input of run ${letter.runId}`), read)
    return undefined
  } catch (error) {
    if (error instanceof NotYet) throw error
    return encodeError(error)
  }
}

const readable = (payload: string): LettersRequest | undefined => {
  try {
    return readAsked(payload)
  } catch (error) {
    if (isDamage(error)) return undefined
    throw error
  }
}
