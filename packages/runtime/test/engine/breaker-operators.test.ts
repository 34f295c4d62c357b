import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import { describe, expect, it } from "vitest"
import { breaker, step } from "@statewright/workflow"
import { createEngineWith } from "../../src/index.ts"
import { breakerShop, down } from "./breaker-shop.ts"
import { newDatabase } from "./new-database.ts"
import { oneStep } from "./one-step.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

describe("operators", () => {
  it("F05.10 see how each breaker stands, from any process on the database", async () => {
    const shop = await breakerShop({ breaker: { key: "payments" } })
    await using engine = shop.engine
    const settings = { failureThreshold: 2, openFor: 60_000, maxOpenFor: 60_000, halfOpenMaxCalls: 1 }
    await shop.through(1, down)
    expect(await engine.breakers.get("payments")).toEqual({
      key: "payments",
      state: "closed",
      forced: false,
      openings: 0,
      failures: 1,
      settings,
      updatedAt: 0,
    })
    await shop.through(2, down)
    const other = await breakerShop({ database: shop.database, time: shop.time, breaker: { key: "payments" } })
    await using standby = other.engine
    expect(standby.role()).toBe("standby")
    expect(await standby.breakers.list()).toMatchObject([
      { key: "payments", state: "open", retryAt: 60_000, openings: 1 },
    ])
    await expect(standby.breakers.get("mail")).rejects.toMatchObject({ _tag: "BreakerNotFound", code: "ENG-006" })
  })

  it("F05.10 hold one open, close it and reset it, from any process on the database", async () => {
    const shop = await breakerShop()
    await using engine = shop.engine
    const other = await breakerShop({ database: shop.database, time: shop.time })
    await using standby = other.engine
    await engine.breakers.open("work")
    expect(await shop.refused(1)).toBe("CircuitOpen")
    await shop.pass("30 days")
    expect(await shop.refused(2)).toBe("CircuitOpen")
    await standby.breakers.close("work")
    await shop.pass("1 second")
    expect(await shop.through(3)).toBe("completed")

    await standby.breakers.open("work", { for: "10 minutes" })
    await shop.pass("1 second")
    expect(await shop.refused(4)).toBe("CircuitOpen")
    await shop.pass("10 minutes")
    expect(await shop.through(5)).toBe("completed")

    await shop.trip(6)
    await engine.breakers.reset("work")
    expect(await shop.through(8)).toBe("completed")
    expect(await engine.breakers.get("work")).toMatchObject({ state: "closed", openings: 0, failures: 0 })
    await expect(engine.breakers.open("nobody's")).rejects.toMatchObject({ _tag: "BreakerNotFound" })
    await expect(engine.breakers.open("work", { for: "a while" as never })).rejects.toMatchObject({
      _tag: "InvalidDuration",
    })
    await expect(engine.breakers.open("work", { until: 5 } as never)).rejects.toMatchObject({ _tag: "InvalidOption" })
  })

  it("F05.10 F05.7 what one asked for holds behind a restart", async () => {
    const first = await breakerShop()
    await first.engine.breakers.open("work")
    await first.engine.close()
    const second = await breakerShop({ database: first.database, time: first.time })
    await using engine = second.engine
    expect(await second.refused(1)).toBe("CircuitOpen")
    expect(await engine.breakers.get("work")).toMatchObject({ state: "open", forced: true })
  })
})

describe("changes of a breaker's state", () => {
  it("F05.6 are notices, the newest first, whoever has made them, and heard by who listens", async () => {
    const shop = await breakerShop()
    await using engine = shop.engine
    const heard: string[] = []
    engine.notices.on("breaker", ({ subject }) => void heard.push(subject))
    await shop.trip(1)
    await shop.pass("1 minute")
    await shop.through(3)
    await engine.breakers.open("work")
    await until(async () => (await engine.notices.list({ kind: "breaker" })).notices.length === 4)
    const { notices } = await engine.notices.list({ kind: "breaker" })
    expect(notices.map(({ subject, facts }) => [subject, facts])).toMatchObject([
      ["work", { from: "closed", to: "open", by: "operator", forced: true }],
      ["work", { from: "half-open", to: "closed", by: "calls" }],
      ["work", { from: "open", to: "half-open", by: "calls" }],
      ["work", { from: "closed", to: "open", by: "calls", retryAt: 60_000 }],
    ])
    await shop.pass("1 second")
    expect(heard).toEqual(["work", "work", "work", "work"])
  })

  it("F05.6 are counted by key, and the present one is a gauge", async () => {
    const shop = await breakerShop({ breaker: { key: "metered" } })
    await using _ = shop.engine
    await shop.trip(1)
    await shop.pass("1 second")
    const metrics = await Effect.runPromise(Metric.snapshot)
    const of = (id: string) => metrics.filter((each) => each.id === id && each.attributes?.["key"] === "metered")
    expect(of("statewright_breaker_transitions")).toMatchObject([
      { attributes: { from: "closed", to: "open" }, state: { count: 1 } },
    ])
    expect(of("statewright_breaker_state")).toMatchObject([{ state: { value: 1 } }])
  })
})

describe("breakers of one registry", () => {
  it("F05.1 are refused where two steps say different things of one, and both are named", async () => {
    const payments = { key: "payments", failureThreshold: 2, openFor: "1 minute" } as const
    const { job } = oneStep(async () => "x", { step: { breaker: payments } })
    const refund = step("refund", { breaker: { ...payments, openFor: "2 minutes" }, run: async () => "x" })
    const workflows = { job: { ...job, steps: { ...job.steps, refund } } }
    const opened = createEngineWith(virtualTime().services, { database: await newDatabase(), workflows })
    await expect(opened).rejects.toMatchObject({
      _tag: "BreakerConflict",
      code: "ENG-003",
      steps: ["work", "refund"],
      message: expect.stringContaining("`work` and `refund`"),
    })
  })

  it("F05.1 are refused where they count an error that no step declares", async () => {
    const shared = breaker("payments", { failureThreshold: 2, openFor: "1 minute", countAs: { failure: ["Bussy"] } })
    const workflows = oneStep(async () => "x", { step: { breaker: shared } })
    const opened = createEngineWith(virtualTime().services, { database: await newDatabase(), workflows })
    await expect(opened).rejects.toMatchObject({ _tag: "InvalidBreaker", message: expect.stringContaining('"Bussy"') })
  })

  it("F05.1 are one where several steps share it, whatever each counts", async () => {
    const payments = { key: "payments", failureThreshold: 2, openFor: "1 minute" } as const
    const { job } = oneStep(async () => "x", { step: { breaker: payments } })
    const refund = step("refund", { breaker: { ...payments, countAs: {} }, run: async () => "x" })
    const workflows = { job: { ...job, steps: { ...job.steps, refund } } }
    const database = await newDatabase()
    await using engine = await createEngineWith(virtualTime().services, { database, workflows })
    expect(await engine.breakers.list()).toMatchObject([{ key: "payments" }])
  })
})
