import type { Asker } from "@statewright/model"

/** A branch that a run took: a condition of the author's, and which way it led. */
export interface BranchInfo {
  /** What asked: `if`, `switch`, `while`, `&&`. */
  readonly by: Asker
  /** Its source text as it was then, on one line; what is longer than 200 characters is cut. */
  readonly condition: string
  /** `true`, `false`, `case open`, `default`, `none`; `nullish` or `present`; `used` or `not used`. */
  readonly took: string
  /** Where it stood: `src/order.workflow.ts:12:7`. */
  readonly place: string
  /** The helper that it stands in; `main` for the body. */
  readonly procedure: string
  /** Of a helper: the wait of its call, `pack#3`. */
  readonly call?: string
  readonly at: number
  /** Its place among the steps: before it, waits up to `#<after>` had been opened. */
  readonly after: number
  /** How often in a row. */
  readonly times: number
  /** So many branches before it are not kept. */
  readonly leftOut?: number
}
