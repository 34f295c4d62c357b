/** Errors of the engine's own that `on` and `unless` may name beside those that a step declares. */
export type BuiltInTag = "CircuitOpen" | "StepTimedOut"
