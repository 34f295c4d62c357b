import type { CircuitSettings } from "@statewright/workflow"
import { type Bucket, countedIn, rateOf } from "./rate-window.ts"

/** What a call said of the dependency that it needs. */
export type DependencyOutcome = "success" | "failure" | "ignored"

/**
 * A circuit breaker: the machine of effect's `CircuitBreakerStore`, with more than one probe, a window in time, and what
 * operators force. Plain data; all that changes it is in this file.
 */
export interface Circuit {
  readonly state: "closed" | "open" | "half-open"
  /** Counts its changes of state: what was let in before one says nothing behind it. */
  readonly generation: number
  /**
   * In ms since 1970. Of an open one, when it lets a probe through, or null where only an operator may; of a closed one that
   * was open, when it forgets how often it was.
   */
  readonly until: number | null
  /** How often in a row it has opened. */
  readonly openings: number
  /** How many calls in a row have failed. */
  readonly streak: number
  readonly buckets: readonly Bucket[]
  /** An operator holds it open. */
  readonly isForced: boolean
  /** How many probes are under way. */
  readonly probes: number
}

/** One that has seen nothing. */
export const freshCircuit: Circuit = {
  state: "closed",
  generation: 0,
  until: null,
  openings: 0,
  streak: 0,
  buckets: [],
  isForced: false,
  probes: 0,
}

/** Whether a call may go through. */
export type Admission =
  | { readonly kind: "admitted"; readonly circuit: Circuit }
  | {
      readonly kind: "refused"
      readonly circuit: Circuit
      /** When it is worth asking again, in ms since 1970. */
      readonly retryAt: number
      readonly halfOpen: boolean
    }

/** Lets a call through, as a probe where it is half-open, or refuses it. */
export const admit = (given: Circuit, settings: CircuitSettings, now: number): Admission => {
  const circuit = passed(given, settings, now)
  switch (circuit.state) {
    case "closed":
      return { kind: "admitted", circuit }
    case "open": {
      // An operator may close it at any time before.
      const soon = circuit.isForced ? now + settings.openFor : Number.POSITIVE_INFINITY
      return { kind: "refused", circuit, retryAt: Math.min(circuit.until ?? soon, soon), halfOpen: false }
    }
    case "half-open":
      if (circuit.probes < settings.halfOpenMaxCalls) {
        return { kind: "admitted", circuit: { ...circuit, probes: circuit.probes + 1 } }
      }
      return { kind: "refused", circuit, retryAt: now + Math.min(settings.openFor, whileProbing), halfOpen: true }
  }
}

/** In ms: a probe may end at any time, and whoever asks for it all the time only makes it busy. */
const whileProbing = 1_000

/** Takes the outcome of a call that was let in under `generation`; of an older one it changes nothing. */
export const record = (
  circuit: Circuit,
  settings: CircuitSettings,
  {
    generation,
    outcome,
    now,
  }: { readonly generation: number; readonly outcome: DependencyOutcome; readonly now: number },
): Circuit => {
  if (generation !== circuit.generation || circuit.state === "open") return circuit
  if (circuit.state === "half-open") {
    if (outcome === "ignored") return { ...circuit, probes: circuit.probes - 1 }
    return outcome === "failure" ? opened(circuit, settings, now) : closed(circuit, settings, now)
  }
  if (outcome === "ignored") return circuit
  const { rate } = settings
  const isFailure = outcome === "failure"
  if (!isFailure && circuit.streak === 0 && rate === undefined) return circuit
  const streak = isFailure ? circuit.streak + 1 : 0
  const buckets = rate === undefined ? [] : countedIn(circuit.buckets, rate.window, { now, isFailure })
  const counted = { ...circuit, streak, buckets }
  return trips(counted, settings) ? opened(counted, settings, now) : counted
}

const trips = ({ streak, buckets }: Circuit, { failureThreshold, rate }: CircuitSettings): boolean => {
  if (failureThreshold !== undefined && streak >= failureThreshold) return true
  if (rate === undefined) return false
  const { calls, failures } = rateOf(buckets)
  return calls >= rate.minimumCalls && failures > 0 && failures / calls >= rate.threshold
}

/** What time alone has changed. */
const passed = (circuit: Circuit, settings: CircuitSettings, now: number): Circuit => {
  const { state, isForced, openings } = circuit
  if (state === "half-open" || circuit.until === null) return circuit
  // The clock was set back: nobody waits longer than from now on.
  const until = isForced ? circuit.until : Math.min(circuit.until, now + openFor(settings, openings))
  if (now < until) return until === circuit.until ? circuit : { ...circuit, until }
  return state === "closed" ? { ...circuit, openings: 0, until: null } : { ...changed(circuit), state: "half-open" }
}

/** For how long it is open when it opens for the so manieth time in a row. */
const openFor = (settings: CircuitSettings, openings: number): number =>
  Math.min(settings.maxOpenFor, settings.openFor * 2 ** Math.max(0, openings - 1))

const opened = (circuit: Circuit, settings: CircuitSettings, now: number): Circuit => {
  const openings = circuit.openings + 1
  return { ...changed(circuit), state: "open", openings, until: now + openFor(settings, openings) }
}

/** Closes it, counts forgotten; how often it has opened is forgotten once it has stayed closed as long as it was open. */
export const closed = (circuit: Circuit, settings: CircuitSettings, now: number): Circuit => ({
  ...changed(circuit),
  state: "closed",
  until: circuit.openings === 0 ? null : now + openFor(settings, circuit.openings),
})

/** Holds it open, until a time if one is said: then it lets a probe through. */
export const forcedOpen = (circuit: Circuit, until: number | null): Circuit => ({
  ...changed(circuit),
  state: "open",
  until,
  isForced: true,
})

/** Closes it, everything forgotten. */
export const forgotten = ({ generation }: Circuit): Circuit => ({ ...freshCircuit, generation: generation + 1 })

/** What was counted by other settings says nothing; whether it is open stays. */
export const recounted = (circuit: Circuit): Circuit => ({ ...circuit, streak: 0, buckets: [] })

const changed = ({ generation, openings }: Circuit): Circuit => ({
  ...freshCircuit,
  generation: generation + 1,
  openings,
})
