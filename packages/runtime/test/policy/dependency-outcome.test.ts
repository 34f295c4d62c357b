import { breakerPolicy, Cancelled, failure, NonRetryable, ValidationFailed } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { dependencyOutcome } from "../../src/policy/breaker/dependency-outcome.ts"
import { StepTimedOut } from "../../src/steps/step-timed-out.ts"

class CardDeclined extends failure("CardDeclined", z.object({ code: z.string() })) {}
class Busy extends failure("Busy", z.object({})) {}

const outcomeOf = (error: unknown, countAs: object = {}, isToldToStop = false) =>
  dependencyOutcome(
    { errors: [CardDeclined] },
    breakerPolicy("a step", { key: "k", failureThreshold: 1, openFor: 1, countAs }),
    { error, isToldToStop },
  )

const declined = new CardDeclined({ code: "x" })
const timedOut = new StepTimedOut("charge", 5)
const invalid = new ValidationFailed("output", [])

describe("what a failed attempt says of its dependency", () => {
  it("F05.2 is nothing where it was answered, and a failure everywhere else", () => {
    for (const error of [declined, new NonRetryable("stolen"), new Cancelled({ reason: "x" } as never), invalid]) {
      expect(outcomeOf(error)).toBe("ignored")
    }
    const hostile = Object.defineProperty(new Error("x"), "_tag", {
      get: () => {
        throw new Error("no tag")
      },
    })
    const refuses = new Proxy(
      {},
      {
        has: () => {
          throw new Error("no")
        },
      },
    )
    for (const error of [new Error("down"), "down", undefined, new Busy({}), timedOut, hostile, refuses]) {
      expect(outcomeOf(error)).toBe("failure")
    }
  })

  it("F05.2 is what `countAs` says", () => {
    expect(outcomeOf(declined, { failure: ["CardDeclined"] })).toBe("failure")
    expect(outcomeOf(invalid, { failure: ["ValidationFailed"] })).toBe("failure")
    expect(outcomeOf(timedOut, { ignore: ["StepTimedOut"] })).toBe("ignored")
    expect(outcomeOf(new Busy({}), { ignore: ["Busy"] })).toBe("ignored")
  })

  it("F05.5 is nothing where it was told to stop, unless its own time was over (fault 25)", () => {
    expect(outcomeOf(new Error("aborted"), {}, true)).toBe("ignored")
    expect(outcomeOf(declined, { failure: ["CardDeclined"] }, true)).toBe("ignored")
    expect(outcomeOf(timedOut, {}, true)).toBe("failure")
  })
})
