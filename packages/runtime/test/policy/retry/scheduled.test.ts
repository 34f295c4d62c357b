import { Duration, Effect, Schedule } from "effect"
import { describe, expect, it } from "vitest"
import { scheduled } from "../../../src/effect/scheduled.ts"

const failed = (...ends: number[]) => ends.map((endedAt) => ({ endedAt, error: new Error(`at ${endedAt}`) }))
const delays = async (schedule: Schedule.Schedule<unknown>, ends: readonly number[], seed = "a") => {
  const strategy = scheduled(schedule)
  return Promise.all(ends.map((_, index) => strategy.delay(failed(...ends.slice(0, index + 1)), seed)))
}

describe("scheduled", () => {
  it("F06.11 waits as an Effect schedule says, and no more where it ends", async () => {
    const growing = Schedule.exponential("100 millis").pipe(Schedule.upTo({ times: 3 }))
    expect(await delays(growing, [0, 200, 500, 1000])).toEqual([100, 200, 400, undefined])
    expect(await delays(Schedule.fibonacci("10 millis"), [0, 1, 2, 3, 4])).toEqual([10, 10, 20, 30, 50])
    expect(await delays(Schedule.recurs(1), [0, 0])).toEqual([0, undefined])
  })

  it("F06.11 goes by when attempts ended, and by their errors", async () => {
    // Every full minute after the first.
    expect(await delays(Schedule.fixed("1 minute"), [0, 75_000])).toEqual([60_000, 45_000])
    const whileBusy = Schedule.while(Schedule.spaced("1 second"), ({ input }) => String(input) !== "Error: at 7")
    expect(await delays(whileBusy, [0, 7, 9])).toEqual([1000, undefined, undefined])
  })

  it("F06.11 draws the same random values whenever it is gone through, and others for another call", async () => {
    const jittered = Schedule.jittered(Schedule.spaced("1 hour"))
    const first = await delays(jittered, [0, 1, 2])
    expect(await delays(jittered, [0, 1, 2])).toEqual(first)
    expect(new Set(first).size).toBe(3)
    expect(await delays(jittered, [0, 1, 2], "b")).not.toEqual(first)
  })

  it("F06.11 stays a time that can be stored", async () => {
    expect(await delays(Schedule.spaced(Duration.infinity), [0])).toEqual([31_536_000_000])
    expect(await delays(Schedule.spaced(Duration.micros(1n)), [0])).toEqual([1])
  })

  it("F06.11 rejects with what a schedule fails or dies with", async () => {
    const failing = Schedule.addDelay(Schedule.forever, () => Effect.fail("no"))
    const dying = Schedule.addDelay(Schedule.forever, () => Effect.die(new RangeError("odd")))
    await expect(scheduled(failing).delay(failed(0), "a")).rejects.toThrow()
    await expect(scheduled(dying).delay(failed(0), "a")).rejects.toThrow("odd")
  })
})
