import { describe, expect, it } from "vitest"
import { z } from "zod"
import {
  Cancelled,
  childError,
  ChildFailed,
  ChildTimedOut,
  failure,
  InvalidDuration,
  InvalidOption,
  RunCycle,
  sleep,
  step,
  TooDeep,
  ValidationFailed,
  workflow,
} from "../src/index.ts"

class NoCourier extends failure("NoCourier", z.object({ town: z.string() })) {}

const weigh = step("weigh", { input: z.number(), output: z.number(), run: async (n) => n * 2 })

const ship = workflow(
  "ship",
  { input: z.object({ grams: z.number() }), output: z.string(), errors: [NoCourier] },
  async ({ grams }) => {
    if (grams < 0) throw new NoCourier({ town: "Ulm" })
    if (grams === 0) throw new TypeError("nothing to ship")
    if (grams > 1000) throw new Cancelled({ message: "cancelled" })
    return `shipped ${await weigh(grams)}`
  },
)

const order = workflow("order", { input: z.number(), output: z.string() }, async (grams) => ship({ grams }))

const caughtFrom = async (code: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await code()
  } catch (error) {
    return error
  }
}

describe("a workflow that another one awaits, natively", () => {
  it("F08.1 F08.2 gives its output", async () => {
    expect(await order(4)).toBe("shipped 8")
  })

  it("F08.3 fails the one that awaits it with a typed error that holds its own", async () => {
    const error = await caughtFrom(() => order(-1))
    expect(error).toBeInstanceOf(ChildFailed)
    expect(error).toMatchObject({ workflow: "ship", error: { _tag: "NoCourier", town: "Ulm" } })
    expect(childError(error, ship)?.town).toBe("Ulm")
    expect(childError(error, order)).toBeUndefined()
    expect(childError(new NoCourier({ town: "Ulm" }), ship)).toBeUndefined()
  })

  it("F08.3 holds what it does not declare, and says it in its message", async () => {
    const error = await caughtFrom(() => order(0))
    expect(error).toMatchObject({
      message: "Sub-workflow `ship` failed: nothing to ship",
      error: { message: "nothing to ship" },
    })
    expect(childError(error, ship)).toBeUndefined()
  })

  it("F08.3 fails likewise where its input does not fit", async () => {
    const wrong = workflow("wrong", { output: z.string() }, async () => ship({ grams: "much" as never }))
    expect(await caughtFrom(() => wrong())).toMatchObject({ _tag: "ChildFailed", error: { _tag: "ValidationFailed" } })
  })

  it("F08.4 raises its cancellation as it is", async () => {
    expect(await caughtFrom(() => order(2000))).toBeInstanceOf(Cancelled)
  })

  it("fails by itself as the plain function that it is", async () => {
    expect(await caughtFrom(() => ship({ grams: -1 }))).toBeInstanceOf(NoCourier)
    expect(await caughtFrom(() => ship({ grams: "much" as never }))).toBeInstanceOf(ValidationFailed)
  })

  it("F08.6 is refused below too many others", async () => {
    const down = workflow("down", { input: z.number(), output: z.number(), maxDepth: 3 }, async (n): Promise<number> =>
      n === 0 ? 0 : 1 + (await down(n - 1)),
    )
    expect(await down(3)).toBe(3)
    let error = await caughtFrom(() => down(4))
    while (error instanceof ChildFailed) error = error.error
    expect(error).toBeInstanceOf(TooDeep)
    expect(error).toMatchObject({ code: "RUN-050", workflow: "down", depth: 4, maxDepth: 3 })
  })

  it("F08.7 is refused below itself unless it says how deep it may go", async () => {
    const there = workflow("there", { output: z.number() }, async (): Promise<number> => back())
    const back = workflow("back", { output: z.number() }, async (): Promise<number> => there())
    let error = await caughtFrom(() => there())
    while (error instanceof ChildFailed) error = error.error
    expect(error).toBeInstanceOf(RunCycle)
    expect(error).toMatchObject({ code: "RUN-051", path: ["there", "back", "there"] })
  })

  it("F08.9 is given up when its time is over", async () => {
    const slow = workflow("slow", { output: z.number() }, async () => {
      await sleep(200)
      return 1
    })
    const hasty = workflow("hasty", { output: z.number() }, async () => slow.with({ timeout: 1 })())
    expect(await caughtFrom(() => hasty())).toBeInstanceOf(ChildTimedOut)
    const patient = workflow("patient", { output: z.number() }, async () => slow.with({ timeout: "1 minute" })())
    expect(await patient()).toBe(1)
  })

  it("F08.10 goes on by itself where it is only started", async () => {
    const seen: number[] = []
    const note = workflow("note", { input: z.number(), output: z.number() }, async (n) => {
      await weigh(n)
      seen.push(n)
      throw new TypeError("nobody sees this")
    })
    const first = workflow("first", { output: z.string() }, async () => {
      const { id, workflow: name } = await note.start(3, { id: "note-3" })
      return `${name} ${id}`
    })
    expect(await first()).toBe("note note-3")
    await expect.poll(() => seen).toEqual([3])
  })

  it("refuses options that it does not know", async () => {
    expect(() => ship.with({ timeout: 0 })).toThrow(InvalidDuration)
    expect(() => ship.with({ every: 1 } as never)).toThrow(InvalidOption)
    expect(() => ship.with({ version: 1 as never })).toThrow(InvalidOption)
    await expect(ship.start({ grams: 1 }, { id: 4 as never })).rejects.toThrow(InvalidOption)
    expect(() => workflow("deep", { maxDepth: 1.5 }, async () => 1)).toThrow(InvalidOption)
  })
})
