import { numberOf } from "./number-of.ts"
import type { Moving } from "./moving.ts"

/** In ms: so long may a member of a group that was cut clean up. */
const longest = 5 * 60_000

/** Bounds the time of those that were cut in this transition and have something to clean up. */
export const limitCleanUp = ({ frame, commands, cut, now, ended }: Moving): void => {
  if (ended) return
  for (const wait of cut) {
    if (frame.activations.has(numberOf(wait))) commands.push({ kind: "set-cleanup", wait, dueAt: now + longest })
  }
}
