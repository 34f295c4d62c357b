import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cachedShop } from "./cached-shop.ts"

const tenants = ["", "acme", "evil", 'acme","workflow', "*", "acme\u0000evil"]

/** What a tenant can do. */
type Call =
  | { readonly kind: "start"; readonly tenant: string; readonly n: number }
  | { readonly kind: "invalidate"; readonly tenant: string; readonly query: object }
  | { readonly kind: "list"; readonly tenant: string; readonly query: object }
  | { readonly kind: "pass" }

const tenant = fc.constantFrom(...tenants)
const query = fc.constantFrom<object>(
  { step: "work" },
  { step: "work", key: "user:1" },
  { tag: "prices" },
  { pattern: "*" },
  { pattern: "work/user:?" },
)
const call: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("start" as const), tenant, n: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("invalidate" as const), tenant, query }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("list" as const), tenant, query }) },
  { weight: 1, arbitrary: fc.constant({ kind: "pass" as const }) },
)

describe("two tenants", () => {
  it("F14.8 never see each other's entries, whatever they call and in whatever order (fault 56)", async () => {
    const scope = fc.constantFrom("workflow", "tenant", "global")
    const store = fc.constantFrom("sqlite", "memory")
    await fc.assert(
      fc.asyncProperty(scope, store, fc.array(fc.array(call, { maxLength: 4 }), { maxLength: 8 }), async (...given) => {
        const [wide, kept, rounds] = given
        const cache = {
          scope: wide,
          store: kept,
          ttl: "1 minute",
          staleWhileRevalidate: "2 minutes",
          key: ({ n }: { n: number }) => `user:${n}`,
          tags: ["prices"],
        }
        /** Whose runs the answers came from. */
        const owners = new Map<unknown, string>()
        const { engine, start, pass } = await cachedShop(cache, {
          act: (_, turn, runId) => {
            owners.set(`answer ${turn}`, runId.split("/")[0] ?? "")
            return `answer ${turn}`
          },
        })
        await using _ = engine
        const wrong: Call[] = []
        const check = (one: Call, isRight: boolean): void => {
          if (!isRight) wrong.push(one)
        }
        let count = 0
        const act = async (one: Call): Promise<void> => {
          if (one.kind === "pass") return pass("1 minute")
          const mine = String(tenants.indexOf(one.tenant))
          if (one.kind === "start") {
            count += 1
            const run = await start(one.n, { tenant: one.tenant, id: `${mine}/${count}` })
            check(one, owners.get(await run.result()) === mine)
          } else if (one.kind === "list") {
            for (const entry of (await engine.cache.list({ ...one.query, tenant: one.tenant })).entries) {
              check(one, (entry.tenant ?? "") === one.tenant && entry.runId?.split("/")[0] === mine)
            }
          } else {
            const of = async (other: string) => (await engine.cache.list({ tenant: other })).entries.map(({ id }) => id)
            const others = tenants.filter((each) => each !== one.tenant)
            const before = (await Promise.all(others.map(of))).flat()
            await engine.cache.invalidate({ ...one.query, tenant: one.tenant })
            // What is kept in memory comes there behind the commit: there may be more by now, never less.
            const after = new Set((await Promise.all(others.map(of))).flat())
            check(
              one,
              before.every((id) => after.has(id)),
            )
          }
        }
        for (const round of rounds) {
          const quiet = round.some(({ kind }) => kind === "invalidate" || kind === "pass")
          if (quiet) for (const one of round) await act(one)
          else await Promise.all(round.map(act))
        }
        expect(wrong).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})
