import type { CircuitSettings } from "@statewright/workflow"
import { BreakerConflict } from "../../error/breaker-conflict.ts"
import type { Registry } from "../../machine/program.ts"

/** A breaker that some steps of a registry have. */
export interface KnownBreaker {
  readonly circuit: CircuitSettings
  /** The names of these steps. */
  readonly steps: readonly string[]
}

/** Breakers by their keys. */
export type KnownBreakers = ReadonlyMap<string, KnownBreaker>

/** The breakers of all steps, but for those that go by theirs. Throws `BreakerConflict`. */
export const knownBreakers = (registry: Registry): KnownBreakers => {
  const known = new Map<string, KnownBreaker>()
  for (const { steps } of Object.values(registry)) {
    for (const { definition } of Object.values(steps)) {
      const { name, breaker } = definition
      if (breaker === undefined || !breaker.enabled) continue
      const { key, circuit } = breaker
      const before = known.get(key)
      if (before !== undefined && settingsText(before.circuit) !== settingsText(circuit)) {
        throw new BreakerConflict(key, before.steps[0] ?? name, name)
      }
      known.set(key, { circuit, steps: [...new Set([...(before?.steps ?? []), name])] })
    }
  }
  return known
}

/** Settings as they are stored and compared. */
export const settingsText = ({
  failureThreshold,
  rate,
  openFor,
  maxOpenFor,
  halfOpenMaxCalls,
}: CircuitSettings): string =>
  JSON.stringify({
    failureThreshold,
    rate: rate && { threshold: rate.threshold, window: rate.window, minimumCalls: rate.minimumCalls },
    openFor,
    maxOpenFor,
    halfOpenMaxCalls,
  })

/** What `settingsText` wrote. */
export const readSettings = (text: string): CircuitSettings => JSON.parse(text) as CircuitSettings // `settingsText` wrote it
