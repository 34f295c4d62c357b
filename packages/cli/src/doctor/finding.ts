import { isStatewrightError } from "@statewright/model"

/** What one check of the doctor found. */
export interface Finding {
  readonly subject: string
  /** `warning`: not wrong, and good to know. `none`: there is nothing to check. */
  readonly status: "ok" | "wrong" | "warning" | "none"
  readonly says: string
  /** What to do. */
  readonly remedy?: string
}

/** An error as a finding. */
export const findingOf = (subject: string, error: unknown): Finding =>
  isStatewrightError(error)
    ? { subject, status: "wrong", says: `${error.code} ${error.message}`, remedy: error.hint }
    : { subject, status: "wrong", says: error instanceof Error ? error.message : String(error) }
