import type { Planner, PlannerParts } from "./operation.ts"

/** Writes how circuit breakers stand. */
export const planBreakers =
  (_parts: PlannerParts): Planner =>
  () => {}
