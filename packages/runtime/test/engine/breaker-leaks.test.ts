import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { breakerShop, down } from "./breaker-shop.ts"

type Command =
  | { readonly kind: "start" }
  | { readonly kind: "finish"; readonly which: number; readonly fails: boolean }
  | { readonly kind: "cancel"; readonly which: number }
  | { readonly kind: "pass"; readonly seconds: number }
  | { readonly kind: "reopen" }
  | { readonly kind: "operate"; readonly action: "close" | "reset" }

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("start" as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("finish" as const),
      which: fc.nat(5),
      fails: fc.constantFrom(true, true, false),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("cancel" as const), which: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("pass" as const), seconds: fc.constantFrom(1, 10, 61, 61) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reopen" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("operate" as const),
      action: fc.constantFrom("close" as const, "reset" as const),
    }),
  },
)

/** Opens the breaker; the next call is a probe. */
const opening: readonly Command[] = [
  { kind: "start" },
  { kind: "finish", which: 0, fails: true },
  { kind: "start" },
  { kind: "finish", which: 0, fails: true },
  { kind: "pass", seconds: 61 },
]

const slots = 3
const probes = 2

/** What may happen in a shop, in any order; then nobody waits for what is at work, and time passes. */
const drive = async (commands: readonly Command[]) => {
  const step = { timeout: "20 minutes", concurrency: { limit: slots } }
  const more = { step, breaker: { halfOpenMaxCalls: probes } }
  let shop = await breakerShop(more)
  const { database, place, time } = shop
  let last = 0
  const pick = <Each>(from: readonly Each[], which: number): Each | undefined => from[which % Math.max(1, from.length)]
  for (const each of [...opening, ...commands]) {
    switch (each.kind) {
      case "start":
        last += 1
        await shop.start(last)
        break
      case "finish": {
        const n = pick(place.atWork(), each.which)
        if (n !== undefined) place.finish(n, each.fails ? down : undefined)
        break
      }
      case "cancel": {
        const { runs } = await shop.engine.runs.list({ status: "running" })
        const run = pick(runs, each.which)
        // It may end meanwhile.
        if (run !== undefined) await shop.engine.runs.cancel(run.id).catch(() => {})
        break
      }
      case "pass":
        await shop.pass(`${each.seconds} seconds`)
        break
      case "reopen":
        await shop.engine.close()
        shop = await breakerShop({ ...more, database, place, time })
        break
      case "operate":
        await shop.engine.breakers[each.action]("work")
    }
    await shop.pass(1)
  }
  // Nobody waits for anything any more, and nobody says how the dependency is.
  for (const { id } of (await shop.engine.runs.list({ status: "running" })).runs) {
    await shop.engine.runs.cancel(id).catch(() => {})
  }
  await shop.pass("10 minutes")
  return { ...shop, last }
}

describe("a breaker, whatever happens to the calls that it lets through", () => {
  it("F05.5 loses no place and keeps none: as many probes are let through then as may be (fault 25)", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 20 }), async (commands) => {
        const { engine, place, last, start, pass } = await drive(commands)
        await using _ = engine
        const { state } = await engine.breakers.get("work")
        const numbers = Array.from({ length: 6 }, (_each, n) => last + 1 + n)
        await Promise.all(numbers.map(start))
        await pass("1 second")
        await pass("1 second")
        const begun = place.atWork().filter((n) => n > last)
        expect([state, begun.length]).toEqual([state, state === "closed" ? slots : probes])
      }),
      { numRuns: 20 },
    )
  })
})
