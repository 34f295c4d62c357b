import { runInline } from "@statewright/testing"
import { endedTest } from "../acceptance/ended.ts"
import type { Ended } from "../acceptance/ended.ts"
import { stepStubs } from "../acceptance/step-stubs.ts"
import { steps } from "./generated/index.ts"
import type { WorkerOrders } from "./worker.ts"
import { tour } from "./workflows/tour.workflow.ts"

/** How tours must end: as the plain function does. */
export const expectedTours = async (runs: WorkerOrders["runs"]): Promise<ReadonlyMap<string, Ended>> => {
  const stubs = stepStubs(steps)
  const ended = await Promise.all(
    runs.map(async ({ id, doors }) => [id, endedTest(await runInline(tour, { doors }, { steps: stubs }))] as const),
  )
  return new Map(ended)
}
