import { type KnownSites, knownSites } from "../events/known-sites.ts"
import { type KnownBreakers, knownBreakers } from "../policy/breaker/known-breakers.ts"
import type { Program, Registry } from "../machine/program.ts"

/** The compiled workflows that this engine can run. */
export interface Programs {
  /** The program of this workflow in exactly this version: a run is never run by another one. */
  exact(workflow: string, version: string): Program | undefined
  /** The program that new runs of this workflow use. */
  latest(workflow: string): Program | undefined
  /** The places that wait for events. */
  readonly sites: KnownSites
  /** The circuit breakers of the steps. */
  readonly breakers: KnownBreakers
  readonly names: readonly string[]
}

/** Looks programs up by the names of their workflows. Throws `BreakerConflict`. */
export const programsOf = (registry: Registry): Programs => {
  const byName = new Map(Object.values(registry).map((program) => [program.workflow.definition.name, program]))
  return {
    exact: (workflow, version) => {
      const program = byName.get(workflow)
      return program?.version === version ? program : undefined
    },
    latest: (workflow) => byName.get(workflow),
    sites: knownSites(registry),
    breakers: knownBreakers(registry),
    names: [...byName.keys()],
  }
}
