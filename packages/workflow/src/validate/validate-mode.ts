/** What becomes of a value that does not fit. */
export type ValidateMode = "strict" | "warn"
