import type { Planner, PlannerParts } from "./operation.ts"

/** Writes dead letters, and what becomes of them. */
export const planLetters =
  (_parts: PlannerParts): Planner =>
  () => {}
