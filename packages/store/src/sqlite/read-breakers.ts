import type { BreakerRow } from "../port/breaker-row.ts"
import type { PlannerParts } from "./operation.ts"

/** Reads circuit breakers. */
export const breakerReader = (_parts: PlannerParts) => ({
  all: (): BreakerRow[] => [],
})
