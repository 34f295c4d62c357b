import type { WaitKey } from "./step-row.ts"

/** One that stands in line: a call of a step, or a run, whose frame and wait are empty. */
export interface LineEntry extends WaitKey {
  /** Unique; of one priority, the lower goes first. */
  readonly place: number
  /** Higher goes first. */
  readonly priority: number
  /** What it stands in line for; who waits for the same has the same. */
  readonly lane: string
}

/** One that stands in line, with the program of its run. */
export interface LineRow extends LineEntry {
  readonly runId: string
  readonly workflow: string
  readonly version: string
}

/** One of a run that stands in line. */
export interface LinePlace extends LineEntry {
  /** Its number among those that wait for the same; 1 goes next. */
  readonly number: number
}

/** What was said of a run that limits or orders it. */
export interface Admission {
  readonly priority: number
  /** What it holds while it is at work; null if nothing. */
  readonly lane: string | null
}

/** An admission of a run that is at work. */
export interface OpenAdmission extends Admission {
  readonly runId: string
  readonly workflow: string
  readonly version: string
}

/** Something began that a rate limits. */
export interface RatePermit {
  /** Which rate. */
  readonly rate: string
  /** Epoch milliseconds. */
  readonly at: number
  /** When it counts no longer. */
  readonly expiresAt: number
}

/** All that whoever leads must know of what is limited. */
export interface LimitRows {
  readonly line: readonly LineRow[]
  /** The highest place that is taken, by a run that rests too; 0 if none is. */
  readonly lastPlace: number
  readonly admissions: readonly OpenAdmission[]
  readonly permits: readonly (RatePermit & { readonly permits: number })[]
}

/** What happens to the line. */
export type LineWrite =
  | ({ readonly kind: "join" } & LineEntry)
  /** One that does not stand there is ignored. */
  | ({ readonly kind: "leave" } & WaitKey)
