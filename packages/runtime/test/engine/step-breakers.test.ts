import { describe, expect, it } from "vitest"
import { breakerShop, down } from "./breaker-shop.ts"
import { until } from "./until.ts"

describe("the breaker of a step", () => {
  it("F05.2 F05.4 opens after so many failures in a row: calls fail at once, with its key and a time, and their code does not run", async () => {
    const shop = await breakerShop({ breaker: { key: "payments" } })
    await using engine = shop.engine
    expect(await shop.through(1, down)).toBe("Error")
    expect(await shop.through(2)).toBe("completed")
    expect(await shop.trip(3)).toEqual(["Error", "Error"])
    const run = await shop.start(5)
    expect(await run.outcome()).toMatchObject({
      status: "failed",
      error: { _tag: "CircuitOpen", key: "payments", retryAt: 60_000, halfOpen: false },
    })
    expect(shop.begun).toEqual([1, 2, 3, 4])
    expect((await run.info()).steps).toMatchObject([{ status: "failed" }])
    expect(engine.role()).toBe("leader")
  })

  it("F05.3 opens on the share of failures within its window, once there were enough calls", async () => {
    const rate = { failureThreshold: undefined, failureRateThreshold: 0.5, window: "10 seconds", minimumCalls: 4 }
    const shop = await breakerShop({ breaker: rate })
    await using _ = shop.engine
    await shop.through(1, down)
    await shop.through(2, down)
    await shop.through(3, down)
    await shop.pass("10 seconds")
    // Those three are of long ago.
    await shop.through(4, down)
    await shop.through(5)
    await shop.through(6)
    expect(await shop.through(7, down)).toBe("Error")
    expect(await shop.refused(8)).toBe("CircuitOpen")
  })

  it("F05.5 of a hundred callers at once lets exactly so many through as it may; one that fails opens it, one that succeeds closes it (fault 25)", async () => {
    const shop = await breakerShop({ breaker: { halfOpenMaxCalls: 3 } })
    await using _ = shop.engine
    await shop.trip(1)
    for (const [round, error] of [
      [1, down],
      [2, undefined],
    ] as const) {
      await shop.pass("1 minute")
      const before = shop.begun.length
      const numbers = Array.from({ length: 100 }, (_, n) => round * 1000 + n)
      await Promise.all(numbers.map(shop.start))
      await until(() => shop.begun.length >= before + 3)
      const probes = shop.atWork()
      const others = numbers.filter((n) => !probes.includes(n))
      expect(await Promise.all(others.map(shop.end))).toEqual(others.map(() => "CircuitOpen"))
      expect([probes.length, shop.begun.length]).toEqual([3, before + 3])
      for (const n of probes) shop.finish(n, error)
      await Promise.all(probes.map(shop.end))
    }
    expect(await shop.through(5000, down)).toBe("Error")
    expect(await shop.through(5001)).toBe("completed")
  })

  it("F05.8 is gone by where it is not enabled", async () => {
    const shop = await breakerShop({ breaker: { enabled: false } })
    await using engine = shop.engine
    for (let n = 1; n <= 5; n++) expect(await shop.through(n, down)).toBe("Error")
    expect(await engine.breakers.list()).toEqual([])
  })

  it("F05.11 of a dead dependency: a failing call takes less than a tenth of the time, and at most one in twenty reaches it", async () => {
    const shop = await breakerShop()
    await using _ = shop.engine
    const times: number[] = []
    const clock = { now: 0 }
    for (let n = 1; n <= 200; n++) {
      const began = clock.now
      const run = await shop.start(n)
      await until(async () => shop.atWork().length > 0 || (await run.info()).status !== "running")
      if (shop.atWork().length > 0) {
        await shop.pass("2 seconds")
        clock.now += 2_000
        shop.finish(n, down)
      }
      await run.outcome()
      times.push(clock.now - began)
      await shop.pass(100)
      clock.now += 100
    }
    expect(shop.begun.length).toBeLessThanOrEqual(times.length / 20)
    expect(times.toSorted((one, other) => one - other)[times.length / 2]).toBeLessThan(200)
  })
})

describe("what a breaker lets through", () => {
  it("F05.5 is not counted where a run is cancelled, and its slot is free for the next one (fault 25)", async () => {
    const shop = await breakerShop()
    await using _ = shop.engine
    await shop.trip(1)
    await shop.pass("1 minute")
    const run = await shop.start(3)
    await until(() => shop.atWork().includes(3))
    expect(await shop.refused(4)).toBe("CircuitOpen")
    await run.cancel()
    await run.outcome()
    // It was told to stop, and may still be at work: as long as it is, nobody else is let through.
    expect(await shop.refused(5)).toBe("CircuitOpen")
    shop.finish(3, down)
    await until(() => !shop.atWork().includes(3))
    expect(await shop.through(6)).toBe("completed")
    expect(await shop.through(7)).toBe("completed")
  })

  it("F05.5 is given up where it does not stop in time (fault 25)", async () => {
    const shop = await breakerShop()
    await using _ = shop.engine
    await shop.trip(1)
    await shop.pass("1 minute")
    const run = await shop.start(3)
    await until(() => shop.atWork().includes(3))
    await run.cancel()
    await run.outcome()
    await shop.pass("10 seconds")
    expect(await shop.through(4)).toBe("completed")
    // What it comes to after all changes nothing.
    shop.finish(3, down)
    expect(await shop.through(5)).toBe("completed")
  })

  it("F05.5 that takes too long is a failure, and opens it again (fault 25)", async () => {
    const shop = await breakerShop({ step: { timeout: "5 seconds" } })
    await using engine = shop.engine
    await shop.trip(1)
    await shop.pass("1 minute")
    const run = await shop.start(3)
    await until(() => shop.atWork().includes(3))
    await shop.pass("5 seconds")
    expect(await run.outcome()).toMatchObject({ error: { name: "StepTimedOut" } })
    expect(await shop.refused(4)).toBe("CircuitOpen")
    expect(await engine.breakers.get("work")).toMatchObject({ state: "open", openings: 2 })
    shop.finish(3)
    await shop.pass("55 seconds")
    expect(await shop.refused(5)).toBe("CircuitOpen")
    await shop.pass("5 seconds")
    expect(await shop.through(6)).toBe("completed")
  })

  it("F05.2 F06.14 that is at work when its deadline is over is a failure (fault 25)", async () => {
    const shop = await breakerShop({ step: { deadline: "5 seconds" } })
    await using engine = shop.engine
    for (const n of [1, 2]) {
      const run = await shop.start(n)
      await until(() => shop.atWork().includes(n))
      await shop.pass("5 seconds")
      expect(await run.outcome()).toMatchObject({ error: { name: "DeadlineExceeded" } })
    }
    expect(await shop.refused(3)).toBe("CircuitOpen")
    // What they come to after all changes nothing.
    for (const n of [1, 2]) shop.finish(n)
    expect(await engine.breakers.get("work")).toMatchObject({ state: "open", openings: 1 })
    await shop.pass("1 minute")
    expect(await shop.through(4)).toBe("completed")
  })

  it("F05.5 F05.7 is free again where its engine has closed, and how the breaker stands is known to the next one (fault 25)", async () => {
    const first = await breakerShop()
    await first.trip(1)
    await first.engine.close()

    const second = await breakerShop({ database: first.database, place: first.place, time: first.time })
    expect(await second.refused(3)).toBe("CircuitOpen")
    await second.pass("1 minute")
    await second.start(4)
    await until(() => second.atWork().includes(4))
    expect(await second.refused(5)).toBe("CircuitOpen")
    await second.engine.close()

    // The probe that was at work is tried again, and is the only one.
    const third = await breakerShop({ database: first.database, place: first.place, time: first.time })
    await using _ = third.engine
    await until(() => third.begun.filter((n) => n === 4).length === 2)
    expect(await third.refused(6)).toBe("CircuitOpen")
    third.finish(4)
    expect(await third.end(4)).toBe("completed")
    expect(await third.through(7)).toBe("completed")
  })

  it("F05.7 failures that were counted before count in the next process", async () => {
    const first = await breakerShop()
    await first.through(1, down)
    await first.engine.close()
    const second = await breakerShop({ database: first.database, time: first.time })
    await using _ = second.engine
    await second.through(2, down)
    expect(await second.refused(3)).toBe("CircuitOpen")
  })

  it("P.9 F05.4 asks for nothing else where it is turned away: no slot, no place in line, no rate", async () => {
    const step = { concurrency: { limit: 1 }, rate: { limit: 3, per: "1 hour" } }
    const shop = await breakerShop({ step })
    await using _ = shop.engine
    for (const n of [1, 2, 3]) await shop.start(n)
    for (const n of [1, 2]) {
      await until(() => shop.atWork().includes(n))
      shop.finish(n, down)
    }
    // It stood in line, and its turn came when the breaker was open.
    expect(await shop.end(3)).toBe("CircuitOpen")
    for (const n of [4, 5, 6]) expect(await shop.refused(n)).toBe("CircuitOpen")
    await shop.pass("1 minute")
    expect(await shop.through(7)).toBe("completed")
    expect(shop.begun).toEqual([1, 2, 7])
  })
})
