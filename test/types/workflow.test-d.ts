import { defineConfig } from "statewright/config"
import {
  type FailureOf,
  failure,
  type InputOf,
  type OutputOf,
  parallel,
  sleep,
  step,
  type Workflow,
  workflow,
} from "statewright"
import { expectTypeOf } from "vitest"
import { z } from "zod"

class OutOfStock extends failure("OutOfStock", z.object({ sku: z.string() })) {}

const reserve = step("reserve", {
  input: z.object({ sku: z.string() }),
  output: z.object({ left: z.number() }),
  run: async () => ({ left: 1 }),
})
const price = step("price", { input: z.string(), output: z.bigint(), run: async () => 5n })

const fulfil = workflow(
  "fulfil",
  {
    input: z.object({ sku: z.string(), due: z.coerce.date<string>() }),
    output: z.object({ status: z.enum(["shipped", "rejected"]), cents: z.bigint().transform(Number) }),
    errors: [OutOfStock],
  },
  async (order) => {
    expectTypeOf(order).toEqualTypeOf<{ sku: string; due: Date }>()
    const results = await parallel([reserve({ sku: order.sku }), price(order.sku), sleep("1 minute")])
    expectTypeOf(results).toEqualTypeOf<[{ left: number }, bigint, void]>()
    const [stock, cents] = results
    if (stock.left === 0) return { status: "rejected", cents }
    return { status: "shipped", cents }
  },
)

expectTypeOf(fulfil).not.toBeAny()
expectTypeOf<InputOf<typeof fulfil>>().toEqualTypeOf<{ sku: string; due: string }>()
expectTypeOf<OutputOf<typeof fulfil>>().toEqualTypeOf<{ status: "shipped" | "rejected"; cents: number }>()
expectTypeOf<FailureOf<typeof fulfil>>().toEqualTypeOf<OutOfStock>()

// Where callers pass what the body receives, nothing but the three words stands in the type.
const plain = workflow("plain", { input: z.object({ n: z.number() }) }, async ({ n }) => n + 1)
expectTypeOf(plain).toEqualTypeOf<Workflow<{ n: number }, number>>()
const bare = workflow("bare", {}, async () => "done" as const)
expectTypeOf(bare).toEqualTypeOf<Workflow<void, "done">>()
const annotated = workflow("annotated", {}, async ({ n }: { n: number }) => [n])
expectTypeOf(annotated).toEqualTypeOf<Workflow<{ n: number }, number[]>>()

// `parallel` of an array that is no tuple, and of nothing.
expectTypeOf(parallel([1, 2].map((n) => price(String(n))))).resolves.toEqualTypeOf<bigint[]>()
expectTypeOf(parallel([])).resolves.toEqualTypeOf<[]>()

// The functions in the options are given what the body receives.
const found = workflow(
  "found",
  {
    input: z.object({ tenant: z.string(), due: z.coerce.date<string>() }),
    output: z.number(),
    concurrency: {
      limit: 3,
      key: ({ tenant, due }) => {
        expectTypeOf(due).toEqualTypeOf<Date>()
        return tenant
      },
    },
    rate: { limit: 10, per: "1 second" },
    tags: ({ tenant, due }) => {
      expectTypeOf(due).toEqualTypeOf<Date>()
      return { tenant, year: due.getFullYear(), express: true }
    },
  },
  async () => 1,
)
expectTypeOf<InputOf<typeof found>>().toEqualTypeOf<{ tenant: string; due: string }>()
const foundBare = workflow("foundBare", { tags: (given) => ({ of: given.of }) }, async ({ of }: { of: string }) => of)
expectTypeOf(foundBare).toEqualTypeOf<Workflow<{ of: string }, string>>()
// @ts-expect-error a tag is a text, a number or a boolean
workflow("wrong", { input: z.string(), tags: () => ({ when: new Date() }) }, async () => 1)
// @ts-expect-error a key is a text
workflow("wrong", { input: z.number(), concurrency: { limit: 1, key: (n) => n } }, async () => 1)
// @ts-expect-error a rate is in a time
workflow("wrong", { input: z.number(), rate: { limit: 1 } }, async () => 1)
// @ts-expect-error tags are not asked for later
workflow("wrong", { input: z.string(), tags: async () => ({ tenant: "acme" }) }, async () => 1)

export const wrongCalls = async () => {
  // @ts-expect-error `due` is passed as text
  await fulfil({ sku: "a", due: new Date() })
  // @ts-expect-error the output has no such field
  const { parcels } = await fulfil({ sku: "a", due: "2026-11-22" })
  // @ts-expect-error there is no third branch
  const [, , third] = await parallel([reserve({ sku: "a" }), price("a")])
  // @ts-expect-error a branch is a promise
  await parallel([1, 2])
  // @ts-expect-error a branch that is a function answers a promise
  await parallel([() => 1])
  // @ts-expect-error there is no such unit
  await sleep("1 fortnight")
  // @ts-expect-error the unit is missing
  await sleep("10")
  return { parcels, third }
}

// @ts-expect-error the body does not return `status`
workflow("short", { output: z.object({ status: z.string() }) }, async () => ({ state: "x" }))
// @ts-expect-error the body returns a status that the schema does not know
workflow("status", { output: z.object({ status: z.enum(["shipped"]) }) }, async () => ({ status: "lost" }))
// @ts-expect-error the input has no such field
workflow("field", { input: z.object({ a: z.string() }) }, async ({ b }) => b)
// @ts-expect-error `outDir` is missing
defineConfig({ workflows: "src/**/*.workflow.ts" })
// @ts-expect-error there is no such option
defineConfig({ workflows: ["src/a.workflow.ts"], outDir: "src/generated", outdir: "x" })
