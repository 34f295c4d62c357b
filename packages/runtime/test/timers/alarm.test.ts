import { Effect, Fiber } from "effect"
import type { Store, TimerRow } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { makeAlarm } from "../../src/timers/alarm.ts"
import { watchClock } from "../../src/timers/set-back.ts"
import { virtualTime } from "../engine/virtual-time.ts"

describe("makeAlarm", () => {
  it("N.2 fires in time what is stored while it reads when the next timer is due", async () => {
    const time = virtualTime()
    const timers: TimerRow[] = []
    const fired: TimerRow[] = []
    const meanwhile = (): void => {
      if (timers.length > 0) return
      timers.push({ runId: "a", frame: "main", waitId: "sleep#1", kind: "sleep", dueAt: 10 })
      alarm.nudge(10, 0)
    }
    // The alarm asks for nothing else.
    const store = {
      dueTimers: async ({ at }) => timers.filter(({ dueAt }) => dueAt <= at),
      nearestTimer: async () => {
        queueMicrotask(meanwhile)
        return timers[0]?.dueAt
      },
    } satisfies Partial<Store> as unknown as Store
    const alarm = makeAlarm(store, watchClock(store), (timer) => fired.push(timer))

    const fiber = Effect.runForkWith(time.services)(alarm.run)
    await time.pass("10 millis")
    expect(fired).toEqual(timers)
    await Effect.runPromise(Fiber.interrupt(fiber))
  })
})
