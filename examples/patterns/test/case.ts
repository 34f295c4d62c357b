/** One run of a pattern, and how it may end. */
export interface Case {
  /** The workflow's name. */
  readonly workflow: string
  readonly input?: unknown
  /** What is sent to it. */
  readonly events?: readonly CaseEvent[]
  /** It is cancelled so long after its start. */
  readonly cancelAfter?: Hours
  /** The outputs that the pattern allows: more than one where several branches may be the first. */
  readonly outputs?: readonly unknown[]
  /** Absent: it completes. */
  readonly ends?: "failed" | "cancelled"
}

/** An event that a case sends, so long after the start of the run; absent: at once. */
export interface CaseEvent {
  readonly name: string
  readonly payload: unknown
  readonly after?: Hours
}

/** A time that a case may name. */
export type Hours = `${number} ${"hours" | "days" | "hour" | "day"}`
