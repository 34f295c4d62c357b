// oxlint-disable-next-line eslint/no-restricted-imports -- a turn of the event loop, not a time
import { setImmediate } from "node:timers/promises"
import type { LetterFilter, LetterRow, Store } from "@statewright/store"
import { checkOptions, durationMillis, InvalidOption } from "@statewright/workflow"
import type { Reader } from "../boundary/reader.ts"
import { payloadText } from "../boundary/payload-text.ts"
import type { BulkOptions, LetterQuery, LettersDone, Replay, ReplayOptions } from "../client/letter-info.ts"
import { LetterBusy } from "../error/letter-busy.ts"
import { LetterNotFound } from "../error/letter-not-found.ts"
import { LetterNotReplayable } from "../error/letter-not-replayable.ts"
import { LetterNotResumable } from "../error/letter-not-resumable.ts"
import type { LettersAsked, LettersRequest } from "../letters/letters-asked.ts"
import { readStored } from "../history/read-stored.ts"
import { requireFitting } from "../letters/require-fitting.ts"
import { letterAtWork } from "../letters/letter-at-work.ts"
import { replayRunId } from "../letters/replay-run-id.ts"
import { reopenableOf, reopeningOf } from "../letters/reopening.ts"
import { askLeader } from "./ask-leader.ts"
import { bulkKinds, queryKinds, replayKinds } from "./letter-options.ts"
import type { Programs } from "./programs.ts"
import type { Requesting } from "./requesting.ts"

/** What asking about dead letters needs of the engine. */
export interface AskingLetters extends Requesting {
  /** Those of the registry; absent where none was loaded: then whoever leads finds out. */
  readonly programs?: Programs
  /** Asks the schemas of inputs. */
  readonly read?: Reader
  /** Whether a leader has taken the row of the inbox, once it is known or nobody waits any more. */
  readonly settled: (seq: number) => Promise<boolean>
}

type Which = number | LetterQuery

/** So many at once, where nobody says how many. */
const usualCap = 100

/** As `Letters.replay`. */
export const replayLetters = async (
  asking: AskingLetters,
  which: Which,
  options: ReplayOptions = {},
): Promise<LettersDone<Replay>> => {
  checkOptions("letters.replay", options, replayKinds)
  const { store } = asking
  const { cap = usualCap, stagger = 0, input: given } = options
  const isEdited = Object.hasOwn(options, "input")
  if (isEdited && typeof which !== "number") {
    const problem = "an `input` is for one letter, and not for all that fit"
    throw new InvalidOption("letters.replay", problem, "Name the letter by its id.")
  }
  checkWhich(which)
  const one = typeof which === "number" ? replayable(await deadLetter(store, which)) : undefined
  const input = one === undefined || !isEdited ? {} : { input: await editedInput(asking, one, given) }
  const ids = typeof which === "number" ? [which] : await idsOf(store, { ...which, replayable: true }, cap)
  const asked = { action: "replay", ids, stagger: durationMillis(stagger), ...input } as const
  const { request, taken } = await ask(asking, asked)
  const isThere = async (id: number) => (await store.run(replayRunId(request, id))) !== undefined
  const replayed = taken ? await takenBy(store, request, ids, isThere) : ids
  if (one !== undefined && replayed.length === 0) throw (await passedOver(store, one)) ?? new LetterBusy(one)
  if (one !== undefined && taken && asking.submit() !== undefined) await begun(store, one.id)
  return { letters: replayed.map((letter) => ({ letter, runId: replayRunId(request, letter) })), taken }
}

/** As `Letters.resume`: each letter is asked about by itself, and one that cannot be is left as it is. */
export const resumeLetters = async (
  asking: AskingLetters,
  which: Which,
  options: BulkOptions = {},
): Promise<LettersDone<Replay>> => {
  checkOptions("letters.resume", options, bulkKinds)
  if (typeof which === "number") return resumeLetter(asking, which)
  checkWhich(which)
  const { cap = usualCap } = options
  const page = { ...which, status: "dead", order: "oldest", resumable: true, limit: cap } as const
  const letters: Replay[] = []
  let areTaken = true
  for (const { id } of await asking.store.letters(page)) {
    try {
      const resumed = await resumeLetter(asking, id)
      letters.push(...resumed.letters)
      areTaken &&= resumed.taken
    } catch (error) {
      if (!isPassedOver(error)) throw error
    }
  }
  return { letters, taken: areTaken }
}

/** Of many, one may be busy by now, or cannot go on; that says nothing of the others. */
const isPassedOver = (error: unknown): boolean =>
  error instanceof LetterBusy || error instanceof LetterNotFound || error instanceof LetterNotResumable

const resumeLetter = async (asking: AskingLetters, id: number): Promise<LettersDone<Replay>> => {
  const { store, programs } = asking
  const letter = await deadLetter(store, id)
  const busy = await letterAtWork(store, letter)
  if (busy !== undefined) throw new LetterBusy(busy)
  const found = programs === undefined ? await reopenableOf(store, letter) : await reopeningOf(store, programs, letter)
  if ("reason" in found) throw new LetterNotResumable(id, found.reason)
  const { request, taken } = await ask(asking, { action: "resume", id })
  // Of two letters with which a run has failed, the other one may have let it go on.
  const goesOn = async () => ((await store.run(letter.runId))?.rev ?? found.row.rev) !== found.row.rev
  if (taken && (await takenBy(store, request, [id], goesOn)).length === 0) {
    const why = "the engine that leads does not have what it needs, or it has moved on meanwhile"
    throw (await passedOver(store, letter)) ?? new LetterNotResumable(id, why)
  }
  return { letters: [{ letter: id, runId: letter.runId }], taken }
}

/** As `Letters.discard`. */
export const discardLetters = async (
  asking: AskingLetters,
  which: Which,
  options: BulkOptions = {},
): Promise<LettersDone<number>> => {
  checkOptions("letters.discard", options, bulkKinds)
  const { store } = asking
  checkWhich(which)
  const { cap = usualCap } = options
  const ids = typeof which === "number" ? [(await letterAt(store, which)).id] : await idsOf(store, which, cap)
  const { taken } = await ask(asking, { action: "discard", ids })
  const left = taken ? new Set((await store.letters({ ids, limit: cap })).map(({ id }) => id)) : new Set()
  if (typeof which === "number" && left.has(which)) throw new LetterBusy(await letterAt(store, which))
  return { letters: ids.filter((id) => !left.has(id)), taken }
}

const letterAt = async (store: Store, id: number): Promise<LetterRow> => {
  const row = Number.isSafeInteger(id) ? await store.letter(id) : undefined
  if (row === undefined) throw new LetterNotFound(id)
  return row
}

const deadLetter = async (store: Store, id: number): Promise<LetterRow> => {
  const row = await letterAt(store, id)
  if (row.status !== "dead") throw new LetterBusy(row)
  return row
}

/** Why nothing was done about a letter that was dead when somebody asked. */
const passedOver = async (store: Store, { id }: LetterRow): Promise<LetterBusy | LetterNotFound | undefined> => {
  const now = await store.letter(id)
  if (now === undefined) return new LetterNotFound(id)
  const busy = await letterAtWork(store, now)
  return busy && new LetterBusy(busy)
}

const replayable = (row: LetterRow): LetterRow => {
  if (row.isPart) throw new LetterNotReplayable(row.id, `run ${row.runId} is a part of another run`)
  return row
}

const checkWhich = (which: Which): void => {
  if (typeof which !== "number") checkOptions("letters", which, queryKinds)
}

/** The oldest first: they have waited longest. */
const idsOf = async (store: Store, query: LetterFilter, cap: number): Promise<readonly number[]> =>
  (await store.letters({ ...query, status: "dead", order: "oldest", limit: cap })).map(({ id }) => id)

const editedInput = async ({ programs, read }: AskingLetters, letter: LetterRow, value: unknown): Promise<string> => {
  const { workflow } = letter
  const text = payloadText(value, `input of workflow \`${workflow}\``)
  const program = programs?.latest(workflow)
  if (program !== undefined && read !== undefined) await requireFitting(program, letter, value, read)
  return text
}

const ask = async (
  asking: AskingLetters,
  asked: LettersAsked,
): Promise<{ readonly request: string; readonly taken: boolean }> => {
  const request = asking.id()
  if (asked.action !== "resume" && asked.ids.length === 0) return { request, taken: true }
  const given: LettersRequest = { request, asked }
  const seq = await askLeader(asking, "letters", given)
  const taken = await asking.settled(seq)
  const refusal = taken ? ((await asking.store.event(seq))?.refusal ?? undefined) : undefined
  if (refusal !== undefined) throw readStored(refusal, "why a request about dead letters was refused")
  return { request, taken }
}

/** So many turns of the event loop at most: the run of a replay begins in the batch behind the one that has taken the request. */
const mostTurns = 200

/** Whoever is told of the run of a replay finds it, unless it takes its time. */
const begun = async (store: Store, id: number): Promise<void> => {
  for (let turn = 0; turn < mostTurns && (await store.letter(id))?.status === "waiting"; turn++) await setImmediate()
}

/** Of these letters, those that a request has done something about: of one that is gone, `isDone` says whether it was that. */
const takenBy = async (
  store: Store,
  request: string,
  ids: readonly number[],
  isDone: (id: number) => Promise<boolean>,
): Promise<readonly number[]> => {
  const left = new Map((await store.letters({ ids, limit: ids.length || 1 })).map((row) => [row.id, row.request]))
  const taken: number[] = []
  for (const id of ids) if (left.has(id) ? left.get(id) === request : await isDone(id)) taken.push(id)
  return taken
}
