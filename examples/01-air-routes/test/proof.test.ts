import { describe, expect, it } from "vitest"
import { holds, proofOf } from "../src/demo/proof.ts"
import type { LedgerEntry } from "../src/service/ledger.ts"

/** The requests come one a millisecond. */
const entry = (at: number, key: string, answer: LedgerEntry["answer"]): LedgerEntry => ({
  request: at,
  at,
  key,
  answer,
  asked: "regions",
  attempt: 1,
  pid: 1,
})

describe("proofOf", () => {
  it("accepts requests that follow a refusal, a stall or a cut", () => {
    const ledger = [
      entry(1, "a", "refuse"),
      entry(2, "a", "stall"),
      entry(3, "a", "cut off"),
      entry(5, "a", 200),
      entry(6, "b", 200),
    ]
    const proof = proofOf(ledger, [{ at: 4, finished: new Set() }])
    expect(proof).toMatchObject({ requests: 5, refused: 1, stalled: 1, cutOff: 1, lost: 0 })
    expect(holds(proof)).toBe(true)
  })

  it("accepts a second request for an answer that a kill kept from being stored", () => {
    const proof = proofOf([entry(1, "a", 200), entry(3, "a", 200)], [{ at: 2, finished: new Set() }])
    expect(proof.lost).toBe(1)
    expect(holds(proof)).toBe(true)
  })

  it("convicts a finished step that ran again after the kill", () => {
    const again = entry(3, "a", 200)
    const proof = proofOf([entry(1, "a", 200), again], [{ at: 2, finished: new Set(["a"]) }])
    expect(proof.ranAgain).toEqual([[again]])
    expect(holds(proof)).toBe(false)
  })

  it("convicts a second request for a call that was answered and never killed", () => {
    const again = entry(2, "a", 200)
    const proof = proofOf([entry(1, "a", 200), again], [{ at: 3, finished: new Set() }])
    expect(proof.unexplained).toEqual([again])
    expect(holds(proof)).toBe(false)
  })
})
