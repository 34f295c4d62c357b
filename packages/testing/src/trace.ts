import type { Outcome } from "@statewright/model"
import { outcomeThroughStorage, throughStorage } from "./through-storage.ts"

/** One call of a step, as a test sees it. */
export interface TraceEntry {
  readonly step: string
  /** As the workflow passed it. */
  readonly input: unknown
  /** Absent where the run ended first. */
  readonly outcome?: Outcome
}

/** One wait for an event, as a test sees it. */
export interface EventEntry {
  readonly event: string
  /** The payload as its schema made it, or what came when the time was over; absent where neither did. */
  readonly outcome?: Outcome
}

/** Writes down the calls of one run in the order in which they were made. */
export interface Tracer {
  /** Notes a call, and gives the function that notes how it ended; throws `NotStorable`. */
  readonly start: (step: string, input: unknown) => (outcome: Outcome) => void
  /** What has happened until now; what comes later changes nothing in it. */
  readonly read: () => readonly TraceEntry[]
}

/** Begins a trace. */
export const tracer = (): Tracer => {
  const entries: TraceEntry[] = []
  return {
    start: (step, input) => {
      const entry = { step, input: throughStorage(input, `input of step \`${step}\``) }
      const place = entries.push(entry) - 1
      return (outcome) => {
        entries[place] = { ...entry, outcome: outcomeThroughStorage(outcome) }
      }
    },
    read: () => [...entries],
  }
}
