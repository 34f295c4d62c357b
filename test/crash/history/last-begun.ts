import type { Effect } from "../log/effect-log.ts"
import { keyOf } from "../invariant/key-of.ts"
import type { History, Observation, StoredRun } from "./history.ts"

/** The last attempt at a call, whose code has begun. */
export interface LastBegun {
  readonly run: StoredRun
  readonly step: StoredRun["steps"][number]
  readonly effect: Effect
}

/**
 * The last attempts of all calls, as far as the world has seen them. One that a breaker has turned away has a time, and no effect
 * that is later.
 */
export const lastBegun = ({ effects }: Pick<History, "effects">, seen: Observation): readonly LastBegun[] => {
  const known = new Map(effects.slice(0, seen.effects).map((effect) => [`${effect.key} ${effect.attempt}`, effect]))
  return seen.runs.flatMap((run) =>
    run.steps.flatMap((step) => {
      const effect = known.get(`${keyOf(run, step)} ${step.attempt}`)
      return effect === undefined || effect.at < step.attemptAt ? [] : [{ run, step, effect }]
    }),
  )
}
