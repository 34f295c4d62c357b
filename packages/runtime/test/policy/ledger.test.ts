import { describe, expect, it } from "vitest"
import { makeLedger } from "../../src/policy/ledger.ts"

const breaker = (key: string, streak: number) =>
  ({
    kind: "breaker",
    row: {
      key,
      state: "closed",
      generation: 1,
      retryAt: null,
      openings: 0,
      streak,
      buckets: "",
      forced: null,
      settings: "",
      updatedAt: 0,
    },
  }) as const
const hit = { kind: "cache-count", count: { step: "rates", hits: 1, misses: 0, stale: 0, joined: 2 } } as const
const notice = (subject: string) => ({ kind: "notice", notice: { kind: "breaker", subject, facts: "" } }) as const

describe("the ledger", () => {
  it("F05.7 F14.10 holds nothing where nothing was written", () => {
    expect(makeLedger(() => {}).take(1)).toBeUndefined()
  })

  it("F05.7 F14.10 gives the last of each breaker, the sum of the counts and all notices, once", () => {
    let woken = 0
    const ledger = makeLedger(() => void woken++)
    for (const write of [breaker("a", 1), breaker("a", 2), hit, hit, notice("one"), notice("two")]) ledger.write(write)
    ledger.write({ kind: "breaker-gone", key: "b" })
    expect(woken).toBe(7)
    expect(ledger.take(5)).toEqual({
      runId: "",
      at: 5,
      run: { kind: "none" },
      breakers: [
        { kind: "put", row: breaker("a", 2).row },
        { kind: "drop", key: "b" },
      ],
      counts: [{ step: "rates", hits: 2, misses: 0, stale: 0, joined: 4 }],
      notices: [notice("one").notice, notice("two").notice],
    })
    ledger.settled(true)
    expect(ledger.take(6)).toBeUndefined()
  })

  it("F05.7 N.8 gives again what was not stored, under what was written since", () => {
    let woken = 0
    const ledger = makeLedger(() => void woken++)
    for (const write of [breaker("a", 1), hit, notice("one")]) ledger.write(write)
    ledger.take(5)
    for (const write of [breaker("a", 2), hit, notice("two")]) ledger.write(write)
    ledger.settled(false)
    expect(woken).toBe(7)
    expect(ledger.take(6)).toMatchObject({
      at: 6,
      breakers: [{ row: { streak: 2 } }],
      counts: [{ hits: 2, joined: 4 }],
      notices: [{ subject: "one" }, { subject: "two" }],
    })
  })
})
