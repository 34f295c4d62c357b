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

/** The branches that a tour takes, each with how often in a row. */
export const expectedBranches = ({ doors }: { readonly doors: number }): readonly string[] => {
  const isEven = doors % 2 === 0
  const turns = Array.from({ length: doors }, (_, door) => [
    "door < doors: true x1",
    `door % 2 === 1: ${door % 2 === 1} x1`,
    `door === doors - 1: ${door === doors - 1} x1`,
    ...(door === doors - 1 ? [`parking: ${isEven ? "present" : "nullish"} x1`] : []),
  ])
  return [`doors % 2 === 0: ${isEven} x1`, ...turns.flat(), "door < doors: false x1"]
}
