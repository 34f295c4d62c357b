import type { TransitionInputs } from "@statewright/runtime/recorded"

/** What a run under test sees of time and chance. */
export interface WorldOptions {
  /**
   * The time at which the run begins, in ms since 1970; from there it moves on by what the run sleeps, and by nothing
   * else. A body that asks for the time several times between two waits is always told the same.
   */
  readonly now?: number
  /** What random values grow from: the same seed, the same values. */
  readonly seed?: string
}

/** The time and chance of one run under test, as an engine would record them for each of its transitions. */
export interface RunWorld {
  /** Those of the transition at hand. */
  readonly inputs: () => Required<TransitionInputs>
  /** Something has happened, and the next transition begins; `wakesAt` is when a sleep ended, if that is what happened. */
  readonly next: (wakesAt?: number) => void
}

/** The world of a run, in its first transition. */
export const runWorld = ({ now, seed }: Required<WorldOptions>): RunWorld => {
  let time = now
  let transitions = 0
  return {
    inputs: () => ({ now: time, seed: `${seed} ${transitions}` }),
    next: (wakesAt = time) => {
      time = Math.max(time, wakesAt)
      transitions += 1
    },
  }
}
