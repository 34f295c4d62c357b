import { InvalidRunId } from "../error/invalid-run-id.ts"

const longest = 255

/** Refuses an id that could not be shown, typed or stored. */
export const checkRunId = (id: string): string => {
  if (id === "") throw new InvalidRunId("it is empty")
  if (id.length > longest) throw new InvalidRunId(`it has ${id.length} characters, more than ${longest}`)
  if (/\p{Cc}/u.test(id)) throw new InvalidRunId("it holds a control character")
  if (!id.isWellFormed()) throw new InvalidRunId("it holds half of a surrogate pair")
  return id
}
