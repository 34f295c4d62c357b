import { encodeValue } from "@statewright/model"

/**
 * An error as stored text. One that holds what cannot be stored is cut down to its name, message and stack: an error
 * must never be lost because of what hangs on it.
 */
export const errorText = (error: unknown): string => {
  try {
    return encodeValue(error, "error")
  } catch {
    return encodeValue(bare(error), "error")
  }
}

const bare = (error: unknown): Error => {
  if (!(error instanceof Error)) return new Error(`A ${typeof error} that cannot be stored was thrown.`)
  const kept = new Error(error.message)
  kept.name = error.name
  if (error.stack !== undefined) kept.stack = error.stack
  return kept
}
