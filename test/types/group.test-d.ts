import {
  atLeast,
  barrier,
  forEach,
  fork,
  type Join,
  mutex,
  parallel,
  pool,
  race,
  scope,
  type ScopeEnd,
  type Settled,
  sleep,
  step,
  waitForEvent,
} from "statewright"
import { expectTypeOf } from "vitest"
import { z } from "zod"

const reserve = step("reserve", { output: z.object({ left: z.number() }), run: async () => ({ left: 1 }) })
const price = step("price", { input: z.string(), output: z.bigint(), run: async () => 5n })

interface Stock {
  left: number
}

// A tuple stays a tuple, of calls and of functions alike.
const all = await parallel([() => reserve(), price("a"), async () => "x" as const])
expectTypeOf(all).toEqualTypeOf<[Stock, bigint, "x"]>()
expectTypeOf(await parallel([reserve(), price("a")], { losers: "await" })).toEqualTypeOf<[Stock, bigint]>()

// A counted join answers how each ended, place by place.
const some = await parallel([() => reserve(), () => price("a")], { join: "any", maxParallelism: 1 })
expectTypeOf(some).toEqualTypeOf<[Settled<Stock>, Settled<bigint>]>()
const [stock] = some
if (stock.status === "fulfilled") expectTypeOf(stock.value).toEqualTypeOf<Stock>()
if (stock.status === "rejected") expectTypeOf(stock.reason).toEqualTypeOf<unknown>()

// Names stay names.
const named = await fork({ stock: () => reserve(), cents: async () => price("a") })
expectTypeOf(named).toEqualTypeOf<{ stock: Stock; cents: bigint }>()
const most = await fork({ stock: () => reserve(), cents: () => price("a") }, { join: atLeast(2) })
expectTypeOf(most).toEqualTypeOf<{ stock: Settled<Stock>; cents: Settled<bigint> }>()

// A join that is not known before may answer either.
const either = async (join: Join) => {
  const answer = await fork({ stock: () => reserve() }, { join })
  expectTypeOf(answer).toEqualTypeOf<{ stock: Stock } | { stock: Settled<Stock> }>()
}

// Who has won is told by its name.
const won = await race({
  paid: waitForEvent("paid", { schema: z.object({ cents: z.number() }) }),
  late: sleep("1 day"),
  stock: () => reserve(),
})
if (won.name === "paid") expectTypeOf(won.value).toEqualTypeOf<{ cents: number }>()
if (won.name === "stock") expectTypeOf(won.value).toEqualTypeOf<Stock>()
expectTypeOf(won.name).toEqualTypeOf<"paid" | "late" | "stock">()
expectTypeOf(await race({ a: () => reserve() }, { join: "majority" })).toEqualTypeOf<{ a: Settled<Stock> }>()

// Items are as they are in their collection.
const left = await forEach(new Set(["a", "b"]), {}, async (sku, at) => {
  expectTypeOf(sku).toEqualTypeOf<string>()
  expectTypeOf(at).toEqualTypeOf<number>()
  return price(sku)
})
expectTypeOf(left).toEqualTypeOf<bigint[]>()
expectTypeOf(await forEach([1], { onError: "collect", mode: "parallel" }, async (n) => n)).toEqualTypeOf<number[]>()
const ends = await forEach([1], { onError: "continue" }, async (n) => n)
expectTypeOf(ends).toEqualTypeOf<Settled<number>[]>()
expectTypeOf(await forEach([1], { join: "any" }, async (n) => n)).toEqualTypeOf<Settled<number>[]>()

// Scopes, mutexes and pools answer what their work does.
const region = await scope(async (s) => {
  s.cancel("enough")
  return reserve()
})
expectTypeOf(region).toEqualTypeOf<ScopeEnd<Stock>>()
expectTypeOf(await mutex("till", { scope: "global" }).run(() => price("a"))).toEqualTypeOf<bigint>()
const visits = pool<string>({ maxParallelism: 2 })
visits.add(async () => "page")
expectTypeOf(await visits.until((done) => done.length > 1)).toEqualTypeOf<Settled<string>[]>()
expectTypeOf(await barrier(2).arrive("left")).toEqualTypeOf<void>()

export const wrong = async () => {
  // @ts-expect-error a call that has begun cannot be held back
  await parallel([reserve(), price("a")], { maxParallelism: 1 })
  // @ts-expect-error branches of a fork are functions
  await fork({ stock: reserve() })
  // @ts-expect-error there is no such join
  await fork({ stock: () => reserve() }, { join: "most" })
  // @ts-expect-error there is no such option
  await fork({ stock: () => reserve() }, { loser: "await" })
  // @ts-expect-error a race has no bound
  await race({ stock: () => reserve() }, { maxParallelism: 1 })
  // @ts-expect-error a promise is not iterable
  await forEach(Promise.resolve([1]), {}, async (n) => n)
  // @ts-expect-error there is no such mode
  await forEach([1], { mode: "both" }, async (n) => n)
  // @ts-expect-error it answers a text
  visits.add(async () => 1)
  return either
}
