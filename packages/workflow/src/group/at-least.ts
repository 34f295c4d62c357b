import type { AtLeast } from "@statewright/model"

/**
 * Joins a group as soon as `n` of its members have succeeded. The group throws `InvalidOption` when `n` is not a whole
 * number from 1 to the number of its members.
 *
 * @example const answers = await fork({ a, b, c }, { join: atLeast(2) })
 */
export const atLeast = (n: number): AtLeast => ({ atLeast: n })
