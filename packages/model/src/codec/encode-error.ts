import { encodeValue } from "./encode-value.ts"

/**
 * An error, or whatever was thrown, as text. One that holds what cannot be stored is cut down to its name, message and
 * stack: an error must never be lost because of what hangs on it.
 *
 * @example encodeError(new RangeError("too large"))
 */
export const encodeError = (error: unknown): string => {
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
