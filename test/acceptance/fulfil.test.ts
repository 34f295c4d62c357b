import { createEngine } from "@statewright/runtime"
import type { InputOf } from "statewright"
import { beforeEach, describe, expect, it } from "vitest"
import type { Ended } from "./ended.ts"
import { everyWay } from "./every-way.ts"
import { fulfilProgram } from "./generated/fulfil.machine.ts"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { freshWorld, world } from "./world.ts"
import { type fulfil, SoldOut, TooExpensive } from "./workflows/fulfil.workflow.ts"

beforeEach(freshWorld)

const fulfilEveryWay = (input: InputOf<typeof fulfil>): Promise<Ended> =>
  everyWay({ program: fulfilProgram, input, start: (engine) => engine.workflows.fulfil.start(input, { id: "order" }) })

const stepsOf = ({ calls }: Ended): string[] => calls.map(({ step }) => step)

describe("a workflow with loops, branches, try/catch/finally, sleep and steps side by side", () => {
  it("A.3 F01.1 F02.1 F03.1 ends the same natively, compiled, and by an engine that is closed within every step", async () => {
    const ended = await fulfilEveryWay({ items: ["lamp", "rare vase", "chair"], budget: 185, patience: 3 })
    expect(ended).toMatchObject({
      status: "completed",
      output: {
        parcel: "parcel of 2",
        cents: 180,
        missing: ["rare vase"],
        waited: 2,
        told: ["customer: parcel of 2", "accounting: receipt for 180"],
      },
    })
    expect(stepsOf(ended).join(" ")).toBe("reserve reserve reserve quote quote quote charge pack tell tell release")
  })

  it("A.3 does without the loop's body and the sleep", async () => {
    const ended = await fulfilEveryWay({ items: [], budget: 0, patience: 0 })
    expect(ended).toMatchObject({ status: "completed", output: { parcel: "parcel of 0", waited: 0, missing: [] } })
    expect(stepsOf(ended).join(" ")).toBe("quote charge pack tell tell release")
  })

  it("A.3 F06.13 fails with the error that a step declared, once `finally` has run", async () => {
    const ended = await fulfilEveryWay({
      items: ["rare vase", "lamp", "rare clock", "chair"],
      budget: 500,
      patience: 0,
    })
    expect(ended.status).toBe("failed")
    expect(ended.error).toBeInstanceOf(SoldOut)
    expect(ended.error).toMatchObject({ item: "rare clock" })
    expect(stepsOf(ended).join(" ")).toBe("reserve reserve reserve release")
  })

  it("A.3 fails with the error that its own body throws, once `finally` has run", async () => {
    const ended = await fulfilEveryWay({ items: ["lamp", "chair"], budget: 100, patience: 2 })
    expect(ended.error).toBeInstanceOf(TooExpensive)
    expect(ended.error).toMatchObject({ cents: 180 })
    expect(stepsOf(ended).join(" ")).toBe("reserve reserve quote quote quote release")
  })

  it("F06.2 F06.9 N.1 records each step with its input, output and every attempt", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    const run = await engine.workflows.fulfil.start({ items: ["lamp"], budget: 100, patience: 0 }, { id: "order" })
    const delivery = await run.result()
    // The client knows the output.
    const cents: number = delivery.cents
    expect(cents).toBe(100)
    const charge = (await run.info()).steps.find(({ name }) => name === "charge")
    expect(charge).toMatchObject({ status: "completed", attempts: 3, input: { cents: 100 }, output: "receipt for 100" })
    expect(charge?.failures.map(({ attempt, error }) => [attempt, String(error)])).toEqual([
      [1, "RangeError: The bank did not answer attempt 1."],
      [2, "RangeError: The bank did not answer attempt 2."],
    ])
    const keys = world.entered
      .filter(({ step }) => step === "charge")
      .map(({ attempt, idempotencyKey }) => [attempt, idempotencyKey])
    expect(keys).toEqual([1, 2, 3].map((attempt) => [attempt, `order/main/${charge?.wait}`]))
    // @ts-expect-error a budget is a number
    await expect(engine.workflows.fulfil.start({ items: [], budget: "much", patience: 0 })).rejects.toMatchObject({
      issues: [{ path: "budget" }],
    })
  })

  it("A.10 tells its failures by what it declares", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    const run = await engine.workflows.fulfil.start({ items: ["lamp"], budget: 10, patience: 0 })
    const outcome = await run.outcome()
    if (outcome.status !== "failed") throw new Error("It should have failed.")
    const failure: SoldOut | TooExpensive = outcome.error
    expect(failure).toMatchObject({ _tag: "TooExpensive", cents: 100 })
  })
})
