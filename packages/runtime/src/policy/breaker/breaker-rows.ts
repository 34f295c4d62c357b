import type { BreakerRow } from "@statewright/store"
import type { CircuitSettings } from "@statewright/workflow"
import { type Circuit, freshCircuit } from "./circuit.ts"
import { settingsText } from "./known-breakers.ts"
import type { Bucket } from "./rate-window.ts"

const forced = "open"

const states: readonly string[] = ["closed", "open", "half-open"] satisfies Circuit["state"][]

/** A circuit as it is stored. Its probes are not: whoever made them ends with the process. */
export const rowOfCircuit = (key: string, circuit: Circuit, settings: CircuitSettings, now: number): BreakerRow => ({
  key,
  state: circuit.state,
  generation: circuit.generation,
  retryAt: circuit.until,
  openings: circuit.openings,
  streak: circuit.streak,
  buckets: JSON.stringify(circuit.buckets.map(({ at, calls, failures }) => [at, calls, failures])),
  forced: circuit.isForced ? forced : null,
  settings: settingsText(settings),
  updatedAt: now,
})

/** What was stored; what cannot be read of it has not been counted. */
export const circuitOfRow = (row: BreakerRow): Circuit => ({
  ...freshCircuit,
  state: states.includes(row.state) ? row.state : freshCircuit.state,
  generation: row.generation,
  until: row.retryAt,
  openings: row.openings,
  streak: row.streak,
  buckets: bucketsOf(row.buckets),
  isForced: row.forced === forced,
})

const bucketsOf = (text: string): readonly Bucket[] => {
  try {
    const parts: unknown = JSON.parse(text)
    if (!Array.isArray(parts)) return []
    return parts.flatMap((part: unknown) => {
      const [at, calls, failures]: readonly unknown[] = Array.isArray(part) ? part : []
      return typeof at === "number" && typeof calls === "number" && typeof failures === "number"
        ? [{ at, calls, failures }]
        : []
    })
  } catch {
    return []
  }
}
