import type { AnyStep } from "@statewright/runtime/machine"
import type { Stubs } from "@statewright/testing"

/** By then every step of the tests has got over its passing troubles. */
const lateAttempt = 4

/** Each step's own code as its stub. */
export const stepStubs = (steps: Readonly<Record<string, AnyStep>>): Stubs =>
  Object.fromEntries(
    Object.values(steps).map(({ definition: { name, run } }) => {
      const { signal } = new AbortController()
      const context = { attempt: lateAttempt, idempotencyKey: name, runId: "stubbed", signal }
      return [name, (input: never) => run(input, context)]
    }),
  )
