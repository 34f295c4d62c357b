import { decodeValue } from "@statewright/model"
import type { NewNotice } from "@statewright/store"
import type * as Context from "effect/Context"
import * as Metric from "effect/Metric"

const notices = Metric.counter("statewright_notices", {
  description: "Notices that were stored, by kind.",
  incremental: true,
})

const transitions = Metric.counter("statewright_breaker_transitions", {
  description: "Changes of circuit breakers, by key and the states before and after.",
  incremental: true,
})

const state = Metric.gauge("statewright_breaker_state", {
  description: "How a circuit breaker stands, by key: 0 closed, 1 open, 0.5 half open.",
})

const lettersAbove = Metric.gauge("statewright_dead_letters_above", {
  description: "How many dead letters there were when there were last too many, by the fingerprint of the last one.",
})

/** Counts what this process has stored, in the registry of its services. */
export const countNotices = (stored: readonly NewNotice[], services: Context.Context<never>): void => {
  for (const { kind, subject, facts } of stored) {
    Metric.withAttributes(notices, { kind }).updateUnsafe(1, services)
    if (kind === "breaker") countBreaker(subject, factsOf(facts), services)
    if (kind === "dead-letters") {
      const { count } = factsOf(facts)
      if (typeof count === "number") Metric.withAttributes(lettersAbove, { subject }).updateUnsafe(count, services)
    }
  }
}

const states: ReadonlyMap<unknown, number> = new Map([
  ["closed", 0],
  ["half-open", 0.5],
  ["open", 1],
])

const countBreaker = (
  key: string,
  { from, to }: Readonly<Record<string, unknown>>,
  services: Context.Context<never>,
): void => {
  if (typeof from === "string" && typeof to === "string") {
    Metric.withAttributes(transitions, { key, from, to }).updateUnsafe(1, services)
  }
  const level = states.get(to)
  if (level !== undefined) Metric.withAttributes(state, { key }).updateUnsafe(level, services)
}

const factsOf = (text: string): Readonly<Record<string, unknown>> => {
  const facts = decodeValue(text)
  return typeof facts === "object" && facts !== null ? { ...facts } : {}
}
