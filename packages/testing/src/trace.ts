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

/** One call of another workflow, as a test sees it. */
export interface RunEntry {
  readonly workflow: string
  /** As the workflow passed it. */
  readonly input: unknown
  /** How it ended, or what names it where nobody waits for its end; absent where the run ended first. */
  readonly outcome?: Outcome
}

/** Writes down the calls of one run in the order in which they were made. */
export interface Tracer {
  /** Notes a call, and gives the function that notes how it ended; throws `NotStorable`. */
  readonly start: (step: string, input: unknown) => (outcome: Outcome) => void
  /** What has happened until now; what comes later changes nothing in it. */
  readonly read: () => readonly TraceEntry[]
}

/** Writes down the calls of other workflows, likewise. */
export interface RunTracer {
  /** Notes a call, and gives the function that notes how it ended; throws `NotStorable`. */
  readonly start: (workflow: string, input: unknown) => (outcome: Outcome) => void
  readonly read: () => readonly RunEntry[]
}

/** Begins a trace. */
export const tracer = (): Tracer =>
  trace<TraceEntry>((step, input) => ({ step, input: throughStorage(input, `input of step \`${step}\``) }))

/** Begins a trace of the workflows that are called. */
export const runTracer = (): RunTracer =>
  trace<RunEntry>((workflow, input) => ({
    workflow,
    input: throughStorage(input, `input of workflow \`${workflow}\``),
  }))

const trace = <Entry extends { readonly outcome?: Outcome }>(entryOf: (name: string, input: unknown) => Entry) => {
  const entries: Entry[] = []
  return {
    start: (name: string, input: unknown) => {
      const entry = entryOf(name, input)
      const place = entries.push(entry) - 1
      return (outcome: Outcome): void => {
        entries[place] = { ...entry, outcome: outcomeThroughStorage(outcome) }
      }
    },
    read: (): readonly Entry[] => [...entries],
  }
}
