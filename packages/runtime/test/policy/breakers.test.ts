import { decodeValue } from "@statewright/model"
import type { BreakerRow } from "@statewright/store"
import { type BreakerPolicy, breakerPolicy, CircuitOpen } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import type { LedgerWrite } from "../../src/policy/ledger.ts"
import { type CircuitPermit, makeBreakers } from "../../src/policy/breaker/breakers.ts"

const policyOf = (options: object = {}): BreakerPolicy =>
  breakerPolicy("a step", { key: "payments", failureThreshold: 2, openFor: 1_000, ...options })

/** Breakers on a clock and a ledger that a test sees. */
const breakersOf = (policy: BreakerPolicy, rows: readonly BreakerRow[] = []) => {
  let now = 0
  const written: LedgerWrite[] = []
  const known = new Map([[policy.key, { circuit: policy.circuit, steps: ["charge"] }]])
  const ledger = { write: (write: LedgerWrite) => void written.push(write) }
  const breakers = makeBreakers({ rows, known, ledger, now: () => now })
  const stored = (): readonly BreakerRow[] => written.flatMap((each) => (each.kind === "breaker" ? [each.row] : []))
  return {
    ...breakers,
    written,
    row: () => stored().at(-1),
    writes: () => stored().length,
    notices: () =>
      written.flatMap((each) => (each.kind === "notice" ? [decodeValue(each.notice.facts) as object] : [])), // ours
    pass: (millis: number) => {
      now += millis
    },
    enter: () => breakers.enter(policy, now),
    refusal: () => breakers.refusal(policy, now),
    operate: (request: Parameters<typeof breakers.operate>[0]) => breakers.operate(request, now),
    call: (outcome: "success" | "failure" | "ignored") => {
      const permit = breakers.enter(policy, now)
      if (!(permit instanceof CircuitOpen)) permit.release(outcome)
      return permit instanceof CircuitOpen ? "refused" : "through"
    },
  }
}

const isPermit = (answer: CircuitPermit | CircuitOpen): answer is CircuitPermit => !(answer instanceof CircuitOpen)

describe("breakers of a leader", () => {
  it("F05.5 let through exactly as many probes as they may, of a hundred callers, and again once one is let go (fault 25)", () => {
    const { call, enter, refusal, pass } = breakersOf(policyOf({ halfOpenMaxCalls: 3 }))
    expect([call("failure"), call("failure"), call("success")]).toEqual(["through", "through", "refused"])
    pass(1_000)
    const permits = Array.from({ length: 100 }, enter).filter(isPermit)
    expect(permits).toHaveLength(3)
    expect(refusal()).toMatchObject({ _tag: "CircuitOpen", key: "payments", halfOpen: true, retryAt: 2_000 })
    permits[0]?.release("ignored")
    // Given back once, and no more often.
    permits[0]?.release("ignored")
    expect(Array.from({ length: 100 }, enter).filter(isPermit)).toHaveLength(1)
    permits[1]?.release("success")
    permits[2]?.release("failure")
    expect(call("success")).toBe("through")
  })

  it("F05.7 stand as the last leader left them, with no probe at work (fault 25)", () => {
    const first = breakersOf(policyOf())
    first.call("failure")
    const counted = first.row()
    first.call("failure")
    first.pass(1_000)
    expect(isPermit(first.enter())).toBe(true)
    expect(first.row()).toMatchObject({ state: "half-open" })

    const second = breakersOf(policyOf(), [first.row() as BreakerRow])
    expect([isPermit(second.enter()), isPermit(second.enter())]).toEqual([true, false])
    const third = breakersOf(policyOf(), [counted as BreakerRow])
    expect([third.call("failure"), third.call("failure")]).toEqual(["through", "refused"])
  })

  it("F05.6 say each change of state once, and what it goes by", () => {
    const { call, pass, notices } = breakersOf(policyOf())
    call("failure")
    call("failure")
    call("failure")
    pass(1_000)
    call("success")
    call("success")
    expect(notices()).toEqual([
      { from: "closed", to: "open", by: "calls", retryAt: 1_000, openings: 1, forced: false },
      { from: "open", to: "half-open", by: "calls" },
      { from: "half-open", to: "closed", by: "calls" },
    ])
  })

  it("store nothing while all goes well, and one row for each failure", () => {
    const { call, writes } = breakersOf(policyOf())
    expect(writes()).toBe(1)
    for (let n = 0; n < 10; n++) call("success")
    expect(writes()).toBe(1)
    call("failure")
    call("success")
    call("success")
    expect(writes()).toBe(3)
  })

  it("go by new settings, count anew, and stay open no longer than those say", () => {
    const before = breakersOf(policyOf({ openFor: 3_600_000 }))
    before.call("failure")
    before.call("failure")
    const after = breakersOf(policyOf(), [before.row() as BreakerRow])
    expect(after.notices()).toMatchObject([{ from: "open", to: "open", by: "settings" }])
    expect(after.call("success")).toBe("refused")
    after.pass(1_000)
    expect(after.call("success")).toBe("through")

    const counted = breakersOf(policyOf({ failureThreshold: 3 }))
    counted.call("failure")
    counted.call("failure")
    const fewer = breakersOf(policyOf(), [counted.row() as BreakerRow])
    expect([fewer.call("failure"), fewer.call("success")]).toEqual(["through", "through"])
  })

  it("F05.10 are held open, closed and reset by operators, and to do it twice is to do it once", () => {
    const { call, operate, notices, pass, row, written } = breakersOf(policyOf())
    for (let twice = 0; twice < 2; twice++) operate({ action: "open", key: "payments" })
    pass(1e9)
    expect(call("success")).toBe("refused")
    expect(notices()).toEqual([
      { from: "closed", to: "open", by: "operator", retryAt: null, openings: 0, forced: true },
    ])
    operate({ action: "close", key: "payments" })
    operate({ action: "close", key: "payments" })
    expect([call("failure"), call("failure"), call("failure")]).toEqual(["through", "through", "refused"])
    operate({ action: "reset", key: "payments" })
    expect(row()).toMatchObject({ state: "closed", openings: 0, streak: 0, forced: null, retryAt: null })
    expect(call("success")).toBe("through")
    expect(notices()).toHaveLength(4)

    operate({ action: "reset", key: "nobody's" })
    expect(written.at(-1)).toEqual({ kind: "breaker-gone", key: "nobody's" })
  })

  it("F05.10 held open until a time, let one through after it", () => {
    const { call, operate, pass } = breakersOf(policyOf())
    operate({ action: "open", key: "payments", until: 5_000 })
    pass(4_999)
    expect(call("success")).toBe("refused")
    pass(1)
    expect([call("success"), call("success")]).toEqual(["through", "through"])
  })

  it("take no outcome of a call for one of another state", () => {
    const { call, enter, operate, row } = breakersOf(policyOf())
    const early = enter()
    operate({ action: "open", key: "payments" })
    operate({ action: "close", key: "payments" })
    call("failure")
    if (isPermit(early)) early.release("failure")
    expect(row()).toMatchObject({ state: "closed", streak: 1 })
  })

  it("take a row that somebody has damaged for one that has counted nothing", () => {
    const row = { ...(breakersOf(policyOf()).row() as BreakerRow), state: "ajar" as never, buckets: "[[1" }
    const { call } = breakersOf(policyOf(), [row])
    expect(call("success")).toBe("through")
  })

  it("wait no longer than they would from now on where the clock was set back", () => {
    const { call, pass, refusal } = breakersOf(policyOf())
    pass(1_000_000)
    call("failure")
    call("failure")
    pass(-1_000_000)
    expect(refusal()).toMatchObject({ retryAt: 1_000 })
    pass(1_000)
    expect(call("success")).toBe("through")
  })
})
