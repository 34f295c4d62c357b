import { breaker, type FailureOf, failure, type InputOf, type OutputOf, type Step, step } from "statewright"
import { expectTypeOf } from "vitest"
import { z } from "zod"

class CardDeclined extends failure("CardDeclined", z.object({ code: z.string() })) {}
class Busy extends failure("Busy", z.object({ retryAt: z.coerce.date() })) {}

const charge = step("charge", {
  input: z.object({ orderId: z.string(), cents: z.coerce.number<string>(), note: z.string().default("") }),
  output: z.object({ receipt: z.string(), at: z.iso.datetime().transform((text) => new Date(text)) }),
  errors: [CardDeclined, Busy],
  retry: {
    strategy: "exponential",
    initialDelay: "1 second",
    maxAttempts: 5,
    jitter: "full",
    on: ["Busy"],
    unless: ["CardDeclined"],
  },
  timeout: "20 seconds",
  run: async (input, context) => {
    // The step's code receives what the schema parsed, and a context without holes.
    expectTypeOf(input).toEqualTypeOf<{ orderId: string; cents: number; note: string }>()
    expectTypeOf(context.signal).toEqualTypeOf<AbortSignal>()
    expectTypeOf(context.attempt).toEqualTypeOf<number>()
    expectTypeOf(context.idempotencyKey).toEqualTypeOf<string>()
    return { receipt: input.orderId, at: "2026-11-22T00:00:00Z" }
  },
})

// Callers pass what the schema accepts and get what it makes of the result.
expectTypeOf<InputOf<typeof charge>>().toEqualTypeOf<{ orderId: string; cents: string; note?: string | undefined }>()
expectTypeOf<OutputOf<typeof charge>>().toEqualTypeOf<{ receipt: string; at: Date }>()
expectTypeOf<FailureOf<typeof charge>>().toEqualTypeOf<CardDeclined | Busy>()
expectTypeOf(charge).not.toBeAny()
expectTypeOf(charge).toEqualTypeOf<
  Step<
    { orderId: string; cents: string; note?: string | undefined },
    { receipt: string; at: Date },
    CardDeclined | Busy
  >
>()
expectTypeOf(charge.with({ id: "deposit" })).toEqualTypeOf<typeof charge>()

// An error has the fields of its schema.
expectTypeOf<CardDeclined["code"]>().toEqualTypeOf<string>()
expectTypeOf<Busy["retryAt"]>().toEqualTypeOf<Date>()
expectTypeOf<CardDeclined["_tag"]>().toEqualTypeOf<"CardDeclined">()
expectTypeOf(CardDeclined.tag).toEqualTypeOf<"CardDeclined">()

// Wrong calls.
export const wrongCalls = async () => {
  // @ts-expect-error `cents` has the wrong type
  await charge({ orderId: "o1", cents: true })
  // @ts-expect-error `cents` is missing
  await charge({ orderId: "o1" })
  // @ts-expect-error the input is missing
  await charge()
  // @ts-expect-error there is no such field in the output
  const { receit } = await charge({ orderId: "o1", cents: "1" })
  // @ts-expect-error the fields of the error do not fit
  const error = new CardDeclined({ reason: "x" })
  return { receit, error }
}

// Schemas may be left out.
const ping = step("ping", { run: async () => ({ pong: true, at: 1 }) })
expectTypeOf<InputOf<typeof ping>>().toEqualTypeOf<void>()
expectTypeOf<FailureOf<typeof ping>>().toEqualTypeOf<never>()
expectTypeOf<OutputOf<typeof ping>["at"]>().toEqualTypeOf<number>()
expectTypeOf(ping()).resolves.not.toBeAny()
const annotated = step("annotated", { run: async ({ x }: { x: number }) => [x] })
expectTypeOf(annotated).toEqualTypeOf<Step<{ x: number }, number[]>>()
const silent = step("silent", { run: async () => {} })
expectTypeOf(silent).toEqualTypeOf<Step<void, void>>()
const endless = step("endless", {
  run: async () => {
    throw new Error("never returns")
  },
})
expectTypeOf<OutputOf<typeof endless>>().toEqualTypeOf<never>()

// Literals fit an output schema of literals, in a function with and without parameters.
const Verdict = z.discriminatedUnion("status", [
  z.object({ status: z.literal("shipped"), parcels: z.array(z.enum(["small", "large"])), late: z.literal(false) }),
  z.object({ status: z.literal("rejected"), why: z.string() }),
])
export const decide = step("decide", {
  output: Verdict,
  run: async () => ({ status: "shipped", parcels: ["small"], late: false }),
})
export const decideLater = step("decideLater", {
  input: z.boolean(),
  output: Verdict,
  run: async (ship) => {
    if (ship) return { status: "shipped", parcels: ["large"], late: false }
    return { status: "rejected", why: "rain" }
  },
})
expectTypeOf<OutputOf<typeof decideLater>>().toEqualTypeOf<z.output<typeof Verdict>>()

// Wrong definitions.
const fixed = { strategy: "fixed", initialDelay: 1, maxAttempts: 2 } as const
// @ts-expect-error a field of the output is missing
step("short", { output: z.object({ receipt: z.string(), total: z.number() }), run: async () => ({ receipt: "r" }) })
// @ts-expect-error `run` answers with another type
step("other", { output: z.number(), run: async () => "text" })
// @ts-expect-error there is no such field in the input
step("field", { input: z.object({ a: z.string() }), run: async ({ b }) => b })
// @ts-expect-error the annotation is not what the schema makes
step("annotation", { input: z.object({ a: z.string() }), run: async ({ a }: { a: number }) => a })
// @ts-expect-error `run` must return a promise
step("now", { run: () => 1 })
// @ts-expect-error `Elsewhere` is not declared
step("tags", { errors: [Busy], retry: { ...fixed, unless: ["Elsewhere"] }, run: async () => 1 })
// @ts-expect-error no error is declared
step("none", { retry: { ...fixed, on: ["Busy"] }, run: async () => 1 })
// @ts-expect-error a fixed delay has no multiplier
step("fixed", { retry: { ...fixed, multiplier: 2 }, run: async () => 1 })
// @ts-expect-error there is no such unit
step("unit", { timeout: "2 fortnights", run: async () => 1 })
// @ts-expect-error there is no such option
step("option", { retires: 3, run: async () => 1 })

// The keys of its limits are given what callers pass.
const limited = step("limited", {
  input: z.object({ tenant: z.string(), due: z.coerce.date<string>() }),
  concurrency: {
    limit: 2,
    key: ({ tenant, due }) => {
      expectTypeOf(due).toEqualTypeOf<string>()
      return tenant
    },
  },
  rate: { limit: 5, per: "1 minute", key: (job) => job.tenant },
  run: async ({ due }) => due.getFullYear(),
})
expectTypeOf(limited).toEqualTypeOf<Step<{ tenant: string; due: string }, number>>()
const limitedBare = step("limitedBare", {
  concurrency: { limit: 1, key: (job) => job.tenant },
  run: async (job: { tenant: string }) => job.tenant,
})
expectTypeOf(limitedBare).toEqualTypeOf<Step<{ tenant: string }, string>>()
// @ts-expect-error a key is a text
step("wrong", { input: z.number(), concurrency: { limit: 1, key: (n) => n }, run: async () => 1 })
// @ts-expect-error it has no such unit
step("wrong", { input: z.number(), rate: { limit: 1, per: "1 fortnight" }, run: async () => 1 })

// What the functions of a cache are given is what the step takes and answers.
step("price", {
  input: z.object({ sku: z.string(), count: z.coerce.number<string>() }),
  output: z.object({ cents: z.number() }),
  cache: {
    ttl: "1 hour",
    scope: "tenant",
    key: (input) => {
      expectTypeOf(input).toEqualTypeOf<{ sku: string; count: string }>()
      return input.sku
    },
    when: (input, output) => {
      expectTypeOf(input).toEqualTypeOf<{ sku: string; count: string }>()
      expectTypeOf(output).toEqualTypeOf<{ cents: number }>()
      return output.cents > 0
    },
    tags: ({ sku }, { cents }) => [sku, `${cents}`],
  },
  run: async ({ count }) => ({ cents: count }),
})

// @ts-expect-error there is no such scope
step("price", { cache: { scope: "planet" }, run: async () => 1 })
// @ts-expect-error what is asked for is not in the input
step("price", { input: z.object({ sku: z.string() }), cache: { key: ({ id }) => id }, run: async () => 1 })

// A breaker counts by the errors that its step declares, and by a few of ours; a shared one takes whatever tags.
const opens = { failureThreshold: 5, openFor: "1 minute" } as const
step("counts", {
  errors: [Busy],
  breaker: { ...opens, countAs: { failure: ["Busy", "ValidationFailed"], ignore: ["StepTimedOut"] } },
  run: async () => 1,
})
step("shares", { breaker: breaker("payments", { ...opens, countAs: { failure: ["Busy"] } }), run: async () => 1 })
// @ts-expect-error nobody declares it
step("wrong", { errors: [Busy], breaker: { ...opens, countAs: { failure: ["Bussy"] } }, run: async () => 1 })
// @ts-expect-error it must say for how long
step("wrong", { breaker: { failureThreshold: 5 }, run: async () => 1 })
