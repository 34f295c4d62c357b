import { describe, expect, it } from "vitest"
import { runInline, type Stubs } from "@statewright/testing"
import { failure, parallel, sleep, step, workflow } from "@statewright/workflow"
import { z } from "zod"

class CardDeclined extends failure("CardDeclined", z.object({ code: z.string() })) {}

const never = async (): Promise<never> => {
  throw new Error("a stubbed step ran")
}
const price = step("price", { input: z.string().trim(), output: z.number(), run: never })
const charge = step("charge", {
  input: z.object({ cents: z.number() }),
  output: z.object({ at: z.coerce.date() }),
  errors: [CardDeclined],
  run: never,
})
const pack = step("pack", { input: z.unknown(), run: never })

const buy = workflow("buy", { input: z.object({ sku: z.string().default(" bolt ") }) }, async ({ sku }) => {
  const cents = await price(sku)
  await sleep("3 days")
  try {
    const { at } = await charge({ cents })
    return at.toISOString()
  } catch (error) {
    return error instanceof CardDeclined ? `declined: ${error.code}` : "another error"
  }
})

const prices: Stubs = { price: async () => 500 }

describe("runInline", () => {
  it("A.11 runs the function with stubs, through schemas and storage, and traces its calls in order", async () => {
    const seen: unknown[] = []
    const steps: Stubs = {
      price: (sku: string, { attempt, call }) => seen.push(sku, attempt, call) && 500,
      charge: async () => ({ at: "2026-11-22" }),
    }
    const result = await runInline(buy, {}, { steps })
    expect(result).toEqual({
      status: "completed",
      output: "2026-11-22T00:00:00.000Z",
      trace: [
        { step: "price", input: " bolt ", outcome: { ok: true, value: 500 } },
        { step: "charge", input: { cents: 500 }, outcome: { ok: true, value: { at: new Date("2026-11-22") } } },
      ],
    })
    expect(seen).toEqual(["bolt", 1, 1])
  })

  it("A.9 gives the workflow an error that is recognised by its tag, as read back from storage", async () => {
    const charge = () => {
      throw new CardDeclined({ code: "limit" })
    }
    const { output, trace } = await runInline(buy, {}, { steps: { ...prices, charge } })
    expect(output).toBe("declined: limit")
    expect(trace[1]).toMatchObject({ outcome: { ok: false, error: { _tag: "CardDeclined", code: "limit" } } })
  })

  it("F13.7 fails a step whose stub answers with what its schema refuses", async () => {
    await expect(
      runInline(buy, {}, { steps: { ...prices, charge: async () => ({ at: "never" }) } }),
    ).resolves.toMatchObject({
      output: "another error",
    })
    const { error } = await runInline(buy, {}, { steps: { price: async () => "dear" } })
    expect(error).toMatchObject({ _tag: "ValidationFailed", boundary: "output of step `price`" })
  })

  it("F13.7 refuses an input that does not fit before anything runs", async () => {
    // Only callers without types can pass this.
    const wrong = { sku: 7 } as unknown as { sku: string }
    await expect(runInline(buy, wrong)).rejects.toMatchObject({
      boundary: "input of workflow `buy`",
      issues: [{ path: "sku" }],
    })
  })

  it("F13.7 fails a run whose result does not fit or cannot be stored", async () => {
    const short = workflow("short", { output: z.string().min(3) }, async () => "ab")
    await expect(runInline(short, undefined)).resolves.toMatchObject({
      status: "failed",
      error: { boundary: "output of workflow `short`" },
    })
    const open = workflow("open", {}, async () => ({ close: () => 1 }))
    await expect(runInline(open, undefined)).resolves.toMatchObject({
      status: "failed",
      error: { _tag: "NotStorable" },
    })
  })

  it("names a stub that is missing, whatever the workflow catches, and the one that was probably meant", async () => {
    const failed = runInline(buy, {}, { steps: { ...prices, chagre: async () => ({ at: 0 }) } })
    await expect(failed).rejects.toMatchObject({
      _tag: "StubMissing",
      message: "There is no stub for step `charge`. Given: `price`, `chagre`.",
      hint: "Did you mean `charge` where `chagre` stands?",
    })
    await expect(runInline(buy, {})).rejects.toThrow("There is no stub for step `price`. No stubs were given.")
    await expect(runInline(buy, {}, { steps: prices })).rejects.toMatchObject({ hint: "Add `charge` to `steps`." })
  })

  it("A.9 keeps the values on both sides of a call apart, as storage does", async () => {
    const edit = workflow("edit", {}, async () => {
      const box = { items: [1] }
      const answered = await pack(box)
      box.items.push(2)
      return { same: answered === box, box, answered }
    })
    const { output, trace } = await runInline(edit, undefined, {
      steps: { pack: (box: { items: number[] }) => ({ items: [...box.items, box.items.push(9)] }) },
    })
    expect(output).toEqual({ same: false, box: { items: [1, 2] }, answered: { items: [1, 2] } })
    expect(trace[0]?.input).toEqual({ items: [1] })
  })

  it("fails a run that passes on what cannot be stored, whatever the workflow catches", async () => {
    const leak = workflow("leak", {}, async () => pack({ open: () => 1 }).catch(() => "caught"))
    await expect(runInline(leak, undefined, { steps: { pack: () => 1 } })).resolves.toMatchObject({
      status: "failed",
      error: { _tag: "NotStorable", path: "input of step `pack`.open" },
      trace: [],
    })
  })

  it("F01.2 hands all branches over before any ends, and settles them one at a time in the order of their answers", async () => {
    const both = workflow("both", {}, async () => {
      const twice = async (first: string, second: string) => [await pack(first), await pack(second)]
      return parallel([twice("a1", "a2"), twice("b1", "b2")])
    })
    const gate = Promise.withResolvers<void>()
    const steps: Stubs = {
      pack: async (input: string) => {
        if (input === "a1") await gate.promise
        if (input === "b2") gate.resolve()
        return input.toUpperCase()
      },
    }
    const { output, trace } = await runInline(both, undefined, { steps })
    expect(output).toEqual([
      ["A1", "A2"],
      ["B1", "B2"],
    ])
    expect(trace.map(({ input }) => input)).toEqual(["a1", "b1", "b2", "a2"])
  })

  it("A.3 ends the trace when the function settles", async () => {
    const hasty = workflow("hasty", {}, async () => {
      void pack("loser").then(() => pack("too late"))
      return Promise.race([pack("winner"), sleep("1 day")])
    })
    const open = Promise.withResolvers<void>()
    const { trace } = await runInline(hasty, undefined, {
      steps: { pack: async (input: string) => (input === "loser" ? open.promise : input) },
    })
    open.resolve()
    expect(trace).toMatchObject([{ input: "loser" }, { input: "winner" }])
    expect(trace[0]).not.toHaveProperty("outcome")
  })

  it("lets a handle that failed be awaited later", async () => {
    const later = workflow("later", {}, async () => {
      const handle = pack("fails")
      await sleep("1 day")
      await sleep("1 day")
      return handle.catch((error: Error) => error.message)
    })
    const { output } = await runInline(later, undefined, {
      steps: {
        pack: () => {
          throw new Error("broken")
        },
      },
    })
    expect(output).toBe("broken")
  })

  it("A.11 runs 10,000 steps in a loop", async () => {
    const count = workflow("count", {}, async () => {
      let sum = 0
      for (let i = 0; i < 10_000; i++) sum += await price(String(i))
      return sum
    })
    const { output, trace } = await runInline(count, undefined, { steps: { price: () => 1 } })
    expect([output, trace.length]).toEqual([10_000, 10_000])
  })
})
