import { runInline } from "@statewright/testing"
import { endedTest } from "../../acceptance/ended.ts"
import type { Ended } from "../../acceptance/ended.ts"
import { stepStubs } from "../../acceptance/step-stubs.ts"
import { steps } from "../generated/index.ts"
import type { RunOrder } from "../worker/orders.ts"
import { tour } from "../workflows/tour.workflow.ts"

/** How tours must end: as the plain function does. */
export const expectedTours = async (runs: readonly RunOrder[]): Promise<ReadonlyMap<string, Ended>> => {
  const stubs = stepStubs(steps)
  const ended = await Promise.all(
    runs
      .filter(({ workflow, cancel }) => workflow === "tour" && cancel === undefined)
      .map(async ({ id, input }) => {
        const { doors } = input as { readonly doors: number } // a tour's
        return [id, endedTest(await runInline(tour, { doors }, { steps: stubs }))] as const
      }),
  )
  return new Map(ended)
}
