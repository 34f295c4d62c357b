import { decodeValue, encodeValue, NotStorable } from "@statewright/model"
import type { StartCommand } from "./command.ts"
import type { Move } from "./move.ts"

/** The input of a step as it is now. */
export const inputOf = (move: Move, { step, input }: StartCommand): unknown =>
  copyUnlessStill(move, input, `input of step \`${step}\``)

/**
 * A value as it is now. What runs later in the same transition may change the object that a command was given, so that
 * one is copied, unless nothing runs before the transition is stored.
 */
export const copyUnlessStill = (move: Move, value: unknown, boundary: string): unknown => {
  if (move.still || typeof value !== "object" || value === null) return value
  try {
    return decodeValue(encodeValue(value, boundary))
  } catch (error) {
    // Who carries out the command tells of it.
    if (error instanceof NotStorable) return value
    throw error
  }
}
