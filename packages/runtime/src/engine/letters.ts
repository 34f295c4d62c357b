import type { Store } from "@statewright/store"
import { checkOptions } from "@statewright/workflow"
import type {
  BulkOptions,
  LetterDetail,
  LetterList,
  LetterListQuery,
  LetterQuery,
  LettersDone,
  LetterStats,
  Replay,
  ReplayOptions,
} from "../client/letter-info.ts"
import { LetterNotFound } from "../error/letter-not-found.ts"
import { letterDetail, letterInfo } from "../letters/letter-infos.ts"
import { type AskingLetters, discardLetters, replayLetters, resumeLetters } from "./ask-letters.ts"
import { listKinds, queryKinds } from "./letter-options.ts"

/** The dead letters of a database. */
export interface Letters extends ReadLetters {
  /**
   * Starts a new run with the input of the one that failed, or with another one, for a letter or for all that fit. Rejects
   * with `LetterNotFound`, `LetterBusy`, `LetterNotReplayable`, `InvalidOption`, `InboxFull`; and, changing nothing, where another
   * input does not fit, with `ValidationFailed`, `SchemaTimedOut`, `InvalidTags`, `LimitKeyFailed`.
   *
   * @example
   * const { letters } = await engine.letters.replay({ fingerprint: "9c1e4a52d0f1a9b2" }, { cap: 500, stagger: "1 second" })
   */
  replay(which: number | LetterQuery, options?: ReplayOptions): Promise<LettersDone<Replay>>
  /**
   * Lets the run that failed go on: it stands as it stood before, and the step that failed is called once more;
   * its letter goes once it has succeeded, whatever the run comes to.
   * Of many, those that cannot be resumed are passed over. Rejects with
   * `LetterNotFound`, `LetterBusy`, `LetterNotResumable`, `InboxFull`.
   */
  resume(which: number | LetterQuery, options?: BulkOptions): Promise<LettersDone<Replay>>
  /** Forgets a letter, or all that fit. Rejects with `LetterNotFound`, `LetterBusy`, `InvalidOption`, `InboxFull`. */
  discard(which: number | LetterQuery, options?: BulkOptions): Promise<LettersDone<number>>
}

/** Reads dead letters. */
export interface ReadLetters {
  /** The newest first. Rejects with `InvalidOption`. */
  list(query?: LetterListQuery): Promise<LetterList>
  /** All that is kept of a letter. Rejects with `LetterNotFound`. */
  get(id: number): Promise<LetterDetail>
  /** How many a request about all that fit would concern, were there no `cap`: those that are dead. Rejects with `InvalidOption`. */
  count(query?: LetterQuery): Promise<number>
  /** Those that failed for the same reason together, what failed last first. Rejects with `InvalidOption`. */
  stats(query?: LetterQuery): Promise<readonly LetterStats[]>
}

/** Reads dead letters from a store. */
export const readLetters = (store: Store): ReadLetters => ({
  list: async (query = {}) => {
    checkOptions("letters.list", query, listKinds)
    const { limit = 50, cursor, ...filter } = query
    const after = cursor === undefined ? {} : { after: Number(cursor) }
    const rows = await store.letters({ ...filter, ...after, limit: limit + 1 })
    const letters = rows.slice(0, limit).map(letterInfo)
    const last = letters.at(-1)
    return { letters, ...(rows.length > limit && last !== undefined && { next: String(last.id) }) }
  },
  get: async (id) => {
    const row = await store.letter(id)
    if (row === undefined) throw new LetterNotFound(id)
    return letterDetail(row)
  },
  count: async (query = {}) => {
    checkOptions("letters.count", query, queryKinds)
    return store.countLetters({ ...query, status: "dead" })
  },
  stats: async (query = {}) => {
    checkOptions("letters.stats", query, queryKinds)
    return store.letterGroups(query)
  },
})

/** The dead letters of the store of an engine. */
export const lettersOf = (asking: AskingLetters): Letters => ({
  ...readLetters(asking.store),
  replay: (which, options) => replayLetters(asking, which, options),
  resume: (which, options) => resumeLetters(asking, which, options),
  discard: (which, options) => discardLetters(asking, which, options),
})
