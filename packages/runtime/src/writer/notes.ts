import type * as Context from "effect/Context"
import { memoReader } from "../boundary/memo-reader.ts"
import type { Reader } from "../boundary/reader.ts"

/** What a work is prepared with: the same each time, so that whoever comes back for what was not known finds all else as it was. */
export interface Notes {
  /** The one clock reading, in ms since 1970. */
  readonly now: number
  readonly read: Reader
  /** The seeds of its transitions, from the first one on. */
  readonly seeds: () => () => string
}

/** Makes the notes of a work. */
export const makeNotes = (services: Context.Context<never>, now: number, seed: () => string): Notes => {
  const drawn: string[] = []
  return {
    now,
    read: memoReader(services),
    seeds: () => {
      let next = 0
      return () => {
        drawn[next] ??= seed()
        return drawn[next++] ?? ""
      }
    },
  }
}
