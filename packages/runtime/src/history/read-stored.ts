import { decodeValue, isStatewrightError, type StatewrightError, ValueDamaged } from "@statewright/model"

/** Whether what is stored cannot be read: nothing is done on a guess. */
export const isDamage = (error: unknown): error is StatewrightError =>
  isStatewrightError(error) && damages.has(error._tag)

const damages: ReadonlySet<string> = new Set([
  "ValueDamaged",
  "ValueTooNew",
  "SnapshotDamaged",
  "SnapshotTooNew",
  "PayloadSealed",
])

/** A stored value. Throws `ValueDamaged`, which says what it is: "the output of run job-7". */
export const readStored = (text: string, what: string): unknown => {
  try {
    return decodeValue(text)
  } catch (error) {
    throw error instanceof ValueDamaged ? new ValueDamaged(`${what}: ${error.reason}`, error.cause) : error
  }
}

/** The same for whoever looks at a run: the error in place of what is damaged, so that it hides nothing else. */
export const shownStored = (text: string, what: string): unknown => {
  try {
    return readStored(text, what)
  } catch (error) {
    if (isDamage(error)) return error
    throw error
  }
}
