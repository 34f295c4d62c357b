import type { Planner, PlannerParts } from "./operation.ts"

/** Writes notices, and which of them were delivered. */
export const planNotices =
  (_parts: PlannerParts): Planner =>
  () => {}
