import { type BreakerPolicy, type CircuitSettings, InvalidBreaker, type StepDefinition } from "@statewright/workflow"
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

/** The breakers of all steps, but for those that go by theirs. Throws `BreakerConflict`, `InvalidBreaker`. */
export const knownBreakers = (registry: Registry): KnownBreakers => {
  const known = new Map<string, KnownBreaker>()
  const definitions = Object.values(registry).flatMap(({ steps }) =>
    Object.values(steps).map(({ definition }): StepDefinition => definition),
  )
  const declared = new Set([...countable, ...definitions.flatMap(({ errors }) => errors.map(({ tag }) => tag))])
  for (const { name, breaker } of definitions) {
    if (breaker === undefined || !breaker.enabled) continue
    checkTags(breaker, declared)
    const { key, circuit } = breaker
    const before = known.get(key)
    if (before !== undefined && settingsText(before.circuit) !== settingsText(circuit)) {
      throw new BreakerConflict(key, before.steps[0] ?? name, name)
    }
    known.set(key, { circuit, steps: [...new Set([...(before?.steps ?? []), name])] })
  }
  return known
}

/** A shared breaker does not know its steps when it is made: what it counts must be an error that some step declares. */
const checkTags = ({ key, countAs }: BreakerPolicy, declared: ReadonlySet<string>): void => {
  const unknown = [...countAs.failure, ...countAs.ignore].find((tag) => !declared.has(tag))
  if (unknown === undefined) return
  const problem = `${JSON.stringify(unknown)} in countAs is not the tag of an error that any step declares`
  throw new InvalidBreaker(`breaker("${key}")`, problem)
}

const countable = ["NonRetryable", "ValidationFailed", "StepTimedOut"]

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
