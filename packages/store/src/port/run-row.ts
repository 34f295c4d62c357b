import type { RunStatus, Tags, TagValue } from "@statewright/model"

/** A run without its payloads, as lists show it. */
export interface RunSummary {
  readonly id: string
  readonly workflow: string
  /** The hash of the program that runs it. */
  readonly version: string
  readonly status: RunStatus
  /** The number of transitions so far: 1 after the start, one more with each. */
  readonly rev: number
  /** The path of the state that its body rests in; null once it has ended. */
  readonly state: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly endedAt: number | null
  /** Why it is parked; null unless it is. */
  readonly parkedReason: string | null
  /** Empty where it is nobody's in particular. */
  readonly tenant: string
  /** How often its steps were tried again, where a budget stands. */
  readonly retries: number
  /** The dead letter that it replays. */
  readonly replays: number | null
}

/** A run with its payloads, each an encoded text. */
export interface RunRow extends RunSummary {
  readonly input: string
  /** What it relies on in each step, as its program said when it began; null if that was nothing. */
  readonly contracts: string | null
  readonly output: string | null
  readonly error: string | null
}

/** A run of a list. */
export interface ListedRun extends RunSummary {
  readonly tags: Tags
}

/** Which runs to list; newest first. */
export interface RunFilter {
  readonly workflow?: string
  readonly status?: RunStatus
  /** The exact path of the state that they rest in. */
  readonly state?: string
  /** All of these tags, each with this value or with one of these. */
  readonly tags?: Readonly<Record<string, TagValue | readonly TagValue[]>>
  /** Accepted at this time or later, in ms since 1970. */
  readonly startedAfter?: number
  /** Accepted before this time, in ms since 1970. */
  readonly startedBefore?: number
  /** How their ids begin. */
  readonly idPrefix?: string
  /** Those that came from this run. */
  readonly parent?: string
  /** Those that came from this run, or from what came from it, and itself not. */
  readonly root?: string
  readonly limit: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** A page of a list of runs. */
export interface RunPage {
  readonly runs: readonly ListedRun[]
  /** Give it as `cursor` to read on; absent on the last page. */
  readonly next?: string
}

/** What runs of one status may have in common: their program, and why they are parked. */
export type RunGroup = Pick<RunSummary, "workflow" | "version" | "parkedReason">

/** A page of the runs of one status. */
export interface RunsInPage {
  readonly limit: number
  /** The last run of the page before. */
  readonly after?: Pick<RunSummary, "createdAt" | "id">
}
