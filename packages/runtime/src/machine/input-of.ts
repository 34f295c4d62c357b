import { decodeValue, encodeValue, NotStorable } from "@statewright/model"
import type { StartCommand } from "./command.ts"
import type { Move } from "./move.ts"

/**
 * The input of a step as it is now. What runs later in the same transition may change the object that it was called
 * with, so that one is copied, unless nothing runs before the transition is stored.
 */
export const inputOf = (move: Move, { step, input }: StartCommand): unknown => {
  if (move.still || typeof input !== "object" || input === null) return input
  try {
    return decodeValue(encodeValue(input, `input of step \`${step}\``))
  } catch (error) {
    // Who carries out the command tells of it.
    if (error instanceof NotStorable) return input
    throw error
  }
}
