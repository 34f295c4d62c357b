import type { LetterQuery } from "@statewright/runtime"

import { Usage } from "../error/usage.ts"
import { letterIdOf } from "./letter-id.ts"

/** What was typed of the letters that are meant. */
export interface TypedLetters {
  readonly id: string | undefined
  readonly all: boolean
  readonly query: LetterQuery
}

/** The letter, or which letters, a command is about; never all of them by mistake. Throws `Usage`. */
export const whichLetters = ({ id, all, query }: TypedLetters): number | LetterQuery => {
  const isFiltered = Object.keys(query).length > 0
  if (id !== undefined && (isFiltered || all)) {
    throw new Usage("A letter is named, and a filter is given, too.", "Give the one or the other.")
  }
  if (id !== undefined) return letterIdOf(id)
  if (!isFiltered && !all) {
    throw new Usage(
      "It is not said which letters.",
      "Give a letter's number, a filter such as --fingerprint, or --all.",
    )
  }
  return query
}
