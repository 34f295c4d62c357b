import { Usage } from "../error/usage.ts"
import { printableLine } from "../screen/printable.ts"

/** The id of a dead letter that was typed. Throws `Usage`. */
export const letterIdOf = (typed: string): number => {
  if (!/^[1-9]\d{0,15}$/.test(typed)) {
    throw new Usage(
      `${printableLine(typed)} is no id of a dead letter.`,
      "It is a number, as `statewright dlq ls` shows it.",
    )
  }
  return Number(typed)
}
