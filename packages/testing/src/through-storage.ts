import { decodeValue, encodeValue, type Outcome } from "@statewright/model"

/** A value as the engine would read it back from its store; throws `NotStorable`. */
export const throughStorage = (value: unknown, path: string): unknown => decodeValue(encodeValue(value, path))

/** An error as the engine would read it back: cut down where something that hangs on it cannot be stored. */
export const errorThroughStorage = (error: unknown): unknown => {
  try {
    return throughStorage(error, "error")
  } catch {
    return throughStorage(bare(error), "error")
  }
}

/** A copy that later changes do not reach. */
export const outcomeThroughStorage = (outcome: Outcome): Outcome =>
  outcome.ok
    ? { ok: true, value: throughStorage(outcome.value, "value") }
    : { ok: false, error: errorThroughStorage(outcome.error) }

const bare = (error: unknown): Error => {
  if (!(error instanceof Error)) return new Error(`A ${typeof error} that cannot be stored was thrown.`)
  const kept = new Error(error.message)
  kept.name = error.name
  if (error.stack !== undefined) kept.stack = error.stack
  return kept
}
