import { decodeValue, encodeError, encodeValue, type Outcome } from "@statewright/model"

/** A value as the engine would read it back from its store; throws `NotStorable`. */
export const throughStorage = (value: unknown, path: string): unknown => decodeValue(encodeValue(value, path))

/** An error as the engine would read it back: cut down where something that hangs on it cannot be stored. */
export const errorThroughStorage = (error: unknown): unknown => decodeValue(encodeError(error))

/** A copy that later changes do not reach. */
export const outcomeThroughStorage = (outcome: Outcome): Outcome =>
  outcome.ok
    ? { ok: true, value: throughStorage(outcome.value, "value") }
    : { ok: false, error: errorThroughStorage(outcome.error) }
