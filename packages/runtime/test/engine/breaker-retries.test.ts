import { failure } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { breakerShop, down } from "./breaker-shop.ts"
import { until } from "./until.ts"

class Busy extends failure("Busy", z.object({})) {}

const every = { strategy: "fixed", initialDelay: "1 second", maxAttempts: 3 } as const
const patient = { errors: [Busy], retry: { ...every, on: ["Busy", "CircuitOpen"] } }
const counting = { countAs: { failure: ["Busy"] } }

describe("retries of a step with a breaker", () => {
  it("F05.9 F06.6 give up against an open circuit, and run nothing", async () => {
    const shop = await breakerShop({ step: { retry: { ...every, maxAttempts: 9 } } })
    await using _ = shop.engine
    const run = await shop.start(1)
    for (const attempt of [1, 2]) {
      await until(() => shop.atWork().includes(1))
      shop.finish(1, down)
      await until(async () => (await run.info()).steps[0]?.failures.length === attempt)
      await shop.pass("1 second")
    }
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { _tag: "CircuitOpen" } })
    expect(shop.begun).toEqual([1, 1])
    expect((await run.info()).steps).toMatchObject([{ status: "failed", endedBy: "circuit-open" }])
  })

  it("F05.9 wait for it where `on` names CircuitOpen, and lose no attempt on that", async () => {
    const shop = await breakerShop({ breaker: counting, step: patient })
    await using _ = shop.engine
    const run = await shop.start(1)
    for (const attempt of [1, 2]) {
      await until(() => shop.atWork().includes(1))
      shop.finish(1, new Busy({}))
      await until(async () => (await run.info()).steps[0]?.failures.length === attempt)
      await shop.pass("1 second")
    }
    await until(async () => (await run.info()).steps[0]?.refused === 1)
    const [step] = (await run.info()).steps
    expect(step).toMatchObject({ attempts: 2, nextAttemptAt: 61_000, refused: 1 })
    expect(step?.failures).toHaveLength(2)
    await shop.pass("59 seconds")
    await until(() => shop.atWork().includes(1))
    shop.finish(1)
    expect(await run.outcome()).toMatchObject({ status: "completed" })
    expect((await run.info()).steps).toMatchObject([{ attempts: 3, refused: 1 }])
  })

  it("F05.5 F05.9 of many calls that wait, one at a time is a probe, in this process and the next, until all are through (fault 25)", async () => {
    let shop = await breakerShop({ breaker: counting, step: patient })
    await shop.trip(1000)
    const numbers = Array.from({ length: 30 }, (_, n) => n)
    const runs = await Promise.all(numbers.map(shop.start))
    const refused = async () => (await Promise.all(runs.map((run) => run.info()))).map(({ steps }) => steps[0]?.refused)
    await until(async () => (await refused()).every((times) => times === 1))
    await shop.engine.close()

    const { database, place, time } = shop
    shop = await breakerShop({ breaker: counting, step: patient, database, place, time })
    await using _ = shop.engine
    await shop.pass("1 minute")
    await until(() => place.atWork().length > 0)
    await shop.pass("1 second")
    await shop.pass("1 second")
    expect(place.atWork()).toHaveLength(1)
    const [probe = -1] = place.atWork()
    place.finish(probe)
    expect(await shop.end(probe)).toBe("completed")
    await shop.pass("1 second")
    await until(() => place.atWork().length === numbers.length - 1)
    for (const n of place.atWork()) place.finish(n)
    expect(await Promise.all(numbers.map(shop.end))).toEqual(numbers.map(() => "completed"))
  })
})
