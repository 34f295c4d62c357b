/** Errors of the engine's own that leave no dead letter where `unless` names them. */
export type LetterTag = "CircuitOpen" | "DeadlineExceeded" | "NonRetryable" | "StepTimedOut" | "ValidationFailed"

/** Whether a call that fails for good is kept as a dead letter; with `unless`, not for these errors. */
export type DeadLetterOptions<Tag extends string = string> = boolean | { readonly unless: readonly (Tag | LetterTag)[] }
