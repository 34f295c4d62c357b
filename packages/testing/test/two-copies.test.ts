import { expect, it, vi } from "vitest"
import { runInline } from "@statewright/testing"
import { failure, isStep, isWorkflow } from "@statewright/workflow"
import { z } from "zod"

it("A.11 works when the author's module has another copy of the package than the test kit", async () => {
  vi.resetModules()
  const copy = await import("@statewright/workflow")
  expect(copy.failure).not.toBe(failure)

  class Busy extends failure("Busy", z.object({ seat: z.number() })) {}
  class TheirBusy extends copy.failure("Busy", z.object({ seat: z.number() })) {}
  const ask = copy.step("ask", { run: async () => "the step itself ran" })
  const wait = copy.workflow("wait", {}, async () => {
    await copy.sleep("3 days")
    return ask().catch((error: unknown) => error instanceof TheirBusy && error.seat)
  })
  const stub = () => {
    throw new Busy({ seat: 7 })
  }
  await expect(runInline(wait, undefined, { steps: { ask: stub } })).resolves.toMatchObject({ output: 7 })
  expect([isStep(ask), isWorkflow(wait)]).toEqual([true, true])
})
