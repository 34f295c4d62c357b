import { describe, expect, it } from "vitest"
import { z } from "zod"
import {
  type EventCall,
  EventTimedOut,
  eventTimedOut,
  InvalidDuration,
  InvalidName,
  NobodySends,
  waitForEvent,
  withCalls,
} from "../src/index.ts"

const asked = async (code: () => Promise<unknown>): Promise<EventCall | undefined> => {
  let seen: EventCall | undefined
  const calls = {
    step: async () => {},
    sleep: async () => {},
    run: async () => {},
    detach: () => ({ id: "a", workflow: "b" }),
    event: async (call: EventCall) => {
      seen = call
    },
  }
  await withCalls(calls, code)
  return seen
}

describe("waitForEvent", () => {
  it("F10.1 asks whoever runs the code", async () => {
    const schema = z.object({ orderId: z.string() })
    const call = await asked(() =>
      waitForEvent("approval", {
        schema,
        where: (event) => event.orderId === "o1",
        timeout: "3 days",
        onTimeout: "late",
      }),
    )
    expect(call).toMatchObject({ name: "approval", schema, timeout: 259_200_000, onTimeout: { value: "late" } })
    expect([{ orderId: "o1" }, { orderId: "o2" }].map((event) => call?.where?.(event))).toEqual([true, false])
  })

  it("F10.4 tells a default that is undefined from none", async () => {
    expect(await asked(() => waitForEvent("approval"))).toEqual({ name: "approval" })
    const call = await asked(() => waitForEvent("approval", { timeout: 0, onTimeout: undefined }))
    expect(call).toEqual({ name: "approval", timeout: 0, onTimeout: { value: undefined } })
  })

  it("F10.6 W.1 says that only what comes from now on counts", async () => {
    expect(await asked(() => waitForEvent("approval", { fresh: true }))).toEqual({ name: "approval", fresh: true })
    expect(() => waitForEvent("approval", { fresh: false } as object)).toThrow("`fresh` is false")
  })

  it("N.6 says clearly that nobody sends, and refuses what is no name and no time", () => {
    expect(() => waitForEvent("approval")).toThrow(NobodySends)
    expect(() => waitForEvent("two words")).toThrow(InvalidName)
    expect(() => waitForEvent("approval", { timeout: Number.NaN })).toThrow(InvalidDuration)
    // What JavaScript would let through.
    expect(() => waitForEvent("approval", { filter: 1 } as object)).toThrow("it has no option")
    expect(() => waitForEvent("approval", { schema: {} as never })).toThrow("`schema` is")
  })

  it("F10.4 its error is known by its tag", () => {
    const error = eventTimedOut("approval")
    expect(error instanceof EventTimedOut).toBe(true)
    expect(error).toMatchObject({ _tag: "EventTimedOut", event: "approval" })
    expect(error.stack).toBe("EventTimedOut: No event `approval` came in time.")
  })
})
