import type { RatePermit } from "@statewright/store"
import type { DependencyOutcome } from "../policy/breaker/circuit.ts"
import type { Resource } from "./resource.ts"

/** The right to be at work. */
export interface Permit {
  /** What rates granted with it, to be stored. */
  readonly rates: readonly RatePermit[]
  /** Whoever had it has ended, and has found out this of what it needs. A second time changes nothing. */
  readonly release: (outcome?: DependencyOutcome) => void
  /** Whoever had it has not begun after all. */
  readonly undo: () => void
}

/** What a permit is made of. */
export interface PermitParts {
  readonly needs: readonly Resource[]
  readonly rates: readonly RatePermit[]
  readonly at: number
  /** Called when what it held is free. */
  readonly closed: () => void
}

/** A permit whose needs were taken at `at`. */
export const permitOf = ({ needs, rates, at, closed }: PermitParts): Permit => {
  let isOpen = true
  const close = (act: (need: Resource) => void): void => {
    if (!isOpen) return
    isOpen = false
    for (const need of needs) act(need)
    closed()
  }
  return { rates, release: () => close((need) => need.giveBack()), undo: () => close((need) => need.undo(at)) }
}
