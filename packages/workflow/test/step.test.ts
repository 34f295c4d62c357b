import { describe, expect, it } from "vitest"
import {
  failure,
  InvalidDuration,
  InvalidName,
  isStep,
  parallel,
  step,
  ValidationFailed,
  withCalls,
} from "@statewright/workflow"
import { z } from "zod"

class CardDeclined extends failure("CardDeclined", z.object({ code: z.string() })) {}

const charge = step("charge", {
  input: z.object({ orderId: z.string(), cents: z.coerce.number() }),
  output: z.object({ receipt: z.string().transform((text) => `#${text}`) }),
  errors: [CardDeclined],
  run: async ({ orderId, cents }) => {
    if (cents > 100) throw new CardDeclined({ code: "limit" })
    return { receipt: `${orderId}:${cents}` }
  },
})

describe("step", () => {
  it("A.11 is callable as a plain function: input parsed, run once, output parsed", async () => {
    await expect(charge({ orderId: "o1", cents: "5" })).resolves.toEqual({ receipt: "#o1:5" })
  })

  it("A.11 lets a declared error through as it was thrown", async () => {
    await expect(charge({ orderId: "o1", cents: 500 })).rejects.toThrow(CardDeclined)
  })

  it("F13.7 refuses an input that does not fit, with every issue and its path", async () => {
    // Only callers without types can pass this.
    const wrong = { orderId: 1, cents: {} } as unknown as { orderId: string; cents: number }
    const error = await charge(wrong).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ValidationFailed)
    expect(error).toMatchObject({
      code: "VAL-010",
      boundary: "input of step `charge`",
      issues: [{ path: "orderId" }, { path: "cents" }],
    })
  })

  it("F13.7 refuses an output that does not fit, and names deep paths as one would write them", async () => {
    const output = z.object({ lines: z.array(z.object({ "unit price": z.number() })) })
    const quote = step("quote", {
      output,
      run: async () => JSON.parse('{"lines":[{"unit price":1},{"unit price":"2"}]}'),
    })
    await expect(quote()).rejects.toMatchObject({
      boundary: "output of step `quote`",
      issues: [{ path: 'lines[1]["unit price"]' }],
    })
  })

  it("F13.7 waits for an async schema, and reports a schema that throws", async () => {
    const even = z.number().refine(async (value) => value % 2 === 0, "must be even")
    const halve = step("halve", { input: even, run: async (value) => value / 2 })
    await expect(halve(4)).resolves.toBe(2)
    await expect(halve(3)).rejects.toThrow("(the value itself): must be even")
    const broken = step("broken", { input: z.string().transform(() => JSON.parse("{")), run: async () => 1 })
    await expect(broken("x")).rejects.toThrow(/input of step `broken`[^]*the schema threw SyntaxError/)
  })

  it("N.2 gives each native call an idempotency key of its own", async () => {
    const keyed = step("keyed", {
      run: async (_, { idempotencyKey, attempt, signal }) => ({ idempotencyKey, attempt, aborted: signal.aborted }),
    })
    const [first, second] = await Promise.all([keyed(), keyed()])
    expect(first).toMatchObject({ attempt: 1, aborted: false })
    expect(first.idempotencyKey).not.toBe(second.idempotencyKey)
  })

  it("carries its name, a brand that any copy of the package knows, and its definition", () => {
    expect(charge.name).toBe("charge")
    expect(isStep(charge)).toBe(true)
    expect(isStep(() => undefined)).toBe(false)
    expect(Symbol.for("statewright.step") in charge).toBe(true)
    expect(charge.definition).toMatchObject({ name: "charge", errors: [CardDeclined] })
  })

  it("takes an id for one call", async () => {
    await expect(charge.with({ id: "deposit" })({ orderId: "o1", cents: 1 })).resolves.toEqual({ receipt: "#o1:1" })
    expect(() => charge.with({ id: "de/posit" })).toThrow(InvalidName)
  })

  it("is answered by whoever runs the code, across awaits and branches", async () => {
    const seen: string[] = []
    const calls = {
      step: async ({ name }: { name: string }, input: unknown) => {
        seen.push(name)
        return input
      },
      sleep: async () => {},
      run: async () => {},
      detach: () => ({ id: "a", workflow: "b" }),
      event: async () => {},
    }
    await withCalls(calls, async () => {
      await charge({ orderId: "a", cents: 1 })
      await parallel([charge({ orderId: "b", cents: 2 }), charge.with({ id: "again" })({ orderId: "c", cents: 3 })])
    })
    expect(seen).toEqual(["charge", "charge", "charge"])
  })

  it.each(["", " ", "two words", "a/b", "1st", "a#1", `a${"b".repeat(100)}`])("N.9 refuses the name %o", (name) => {
    expect(() => step(name, { run: async () => 1 })).toThrow(InvalidName)
  })

  it("N.9 refuses a timeout that is none", () => {
    expect(() => step("idle", { timeout: 0, run: async () => 1 })).toThrow(InvalidDuration)
    expect(step("quick", { timeout: "20 seconds", run: async () => 1 }).definition.timeout).toBe(20_000)
  })
})
