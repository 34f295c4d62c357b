import { shownValue } from "@statewright/model"
import { InvalidRunId } from "../error/invalid-run-id.ts"

const longest = 255

/** What may be the id of a run, as a text; the id of none is found nowhere. Throws `InvalidRunId` for what is no text. */
export const runIdText = (id: unknown): string => {
  if (typeof id !== "string") throw new InvalidRunId(`it is ${shownValue(id)}, and no text`)
  if (id === "") throw new InvalidRunId("it is empty")
  return id
}

/**
 * Refuses an id that could not be shown, typed or stored. All others are opaque: two that only look alike are two, and
 * nothing reads an id as a path.
 */
export const checkRunId = (given: unknown): string => {
  const id = runIdText(given)
  if (id.length > longest) throw new InvalidRunId(`it has ${id.length} characters, more than ${longest}`)
  if (/\p{Cc}/u.test(id)) throw new InvalidRunId("it holds a control character")
  if (!id.isWellFormed()) throw new InvalidRunId("it holds half of a surrogate pair")
  return id
}
