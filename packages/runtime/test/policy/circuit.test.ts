import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { CircuitSettings } from "@statewright/workflow"
import {
  admit,
  type Circuit,
  closed,
  type DependencyOutcome,
  forcedOpen,
  forgotten,
  freshCircuit,
  record,
} from "../../src/policy/breaker/circuit.ts"

/** Calls one after the other, each ended before the next. */
const driven = (settings: CircuitSettings, from: Circuit = freshCircuit) => {
  let circuit = from
  const call = (now: number): number | undefined => {
    const answer = admit(circuit, settings, now)
    circuit = answer.circuit
    return answer.kind === "admitted" ? circuit.generation : undefined
  }
  const end = (generation: number, outcome: DependencyOutcome, now: number): void => {
    circuit = record(circuit, settings, { generation, outcome, now })
  }
  return {
    call,
    end,
    circuit: () => circuit,
    each: (now: number, ...outcomes: DependencyOutcome[]) => {
      for (const outcome of outcomes) {
        const generation = call(now)
        if (generation !== undefined) end(generation, outcome, now)
      }
      return circuit.state
    },
  }
}

const consecutive = { failureThreshold: 3, openFor: 1_000, maxOpenFor: 1_000, halfOpenMaxCalls: 1 }

describe("a circuit that counts failures in a row", () => {
  it("F05.2 opens after so many, and a success between them starts the count anew", () => {
    const { each } = driven(consecutive)
    expect(each(0, "failure", "failure", "success", "failure", "failure")).toBe("closed")
    expect(each(0, "ignored", "failure")).toBe("open")
  })

  it("F05.4 says when it is worth trying again", () => {
    const { each, circuit } = driven(consecutive)
    each(500, "failure", "failure", "failure")
    expect(admit(circuit(), consecutive, 600)).toMatchObject({ kind: "refused", retryAt: 1_500, halfOpen: false })
  })

  it("costs nothing to store while all goes well", () => {
    const { each, circuit } = driven(consecutive)
    each(0, "success", "ignored", "success")
    expect(circuit()).toBe(freshCircuit)
  })

  it("F05.5 stays open twice as long each time, up to the longest, until it has stayed closed for as long", () => {
    const settings = { ...consecutive, failureThreshold: 1, maxOpenFor: 3_000 }
    const { each, circuit } = driven(settings)
    each(0, "failure")
    each(1_000, "failure")
    each(3_000, "failure")
    expect(circuit()).toMatchObject({ state: "open", openings: 3, until: 6_000 })
    each(6_000, "success")
    expect(each(8_999, "failure")).toBe("open")
    expect(circuit()).toMatchObject({ openings: 4, until: 11_999 })
    each(11_999, "success")
    each(14_999, "failure")
    expect(circuit()).toMatchObject({ openings: 1, until: 15_999 })
  })

  it("waits no longer than it would from now on where the clock was set back", () => {
    const { each, call, circuit } = driven(consecutive)
    each(1_000_000, "failure", "failure", "failure")
    expect(call(0)).toBe(undefined)
    expect(circuit().until).toBe(1_000)
    expect(call(1_000)).toBeDefined()
  })
})

describe("a circuit that is half-open", () => {
  const settings = { ...consecutive, halfOpenMaxCalls: 3 }
  const halfOpen = () => {
    const circuit = driven(settings)
    circuit.each(0, "failure", "failure", "failure")
    return circuit
  }

  it("F05.5 of a hundred at once lets so many through as it may (fault 25)", () => {
    const { call, circuit } = halfOpen()
    const admitted = Array.from({ length: 100 }, () => call(1_000)).filter((one) => one !== undefined)
    expect(admitted).toHaveLength(3)
    expect(admit(circuit(), settings, 1_000)).toMatchObject({ kind: "refused", halfOpen: true, retryAt: 2_000 })
  })

  it("F05.5 the first that succeeds closes it, the first that fails opens it, and the others say nothing more", () => {
    for (const [outcome, state] of [
      ["success", "closed"],
      ["failure", "open"],
    ] as const) {
      const { call, end, circuit } = halfOpen()
      const [one = -1, two = -1, three = -1] = [call(1_000), call(1_000), call(1_000)]
      end(one, outcome, 1_000)
      expect(circuit().state).toBe(state)
      end(two, "failure", 1_100)
      end(three, "success", 1_200)
      expect(circuit()).toMatchObject({ state, streak: 0 })
    }
  })

  it("F05.5 a probe that says nothing makes room for another one (fault 25)", () => {
    const { call, end } = halfOpen()
    const [one = -1] = [call(1_000), call(1_000), call(1_000)]
    end(one, "ignored", 1_000)
    expect([call(1_000), call(1_000)]).toEqual([one, undefined])
  })
})

describe("a circuit that watches a rate", () => {
  const rate = { threshold: 0.5, window: 10_000, minimumCalls: 4 }
  const settings = { rate, openFor: 1_000, maxOpenFor: 1_000, halfOpenMaxCalls: 1 }

  it("F05.3 opens where the share of failures is reached, not before there were enough calls", () => {
    const { each } = driven(settings)
    expect(each(0, "failure", "failure", "failure")).toBe("closed")
    expect(each(0, "success")).toBe("open")
  })

  it("F05.3 forgets what is older than its window", () => {
    const { each } = driven(settings)
    each(0, "failure", "failure", "failure")
    expect(each(10_000, "failure", "success", "success")).toBe("closed")
    // The success before counts: two of four.
    expect(each(19_000, "failure")).toBe("open")
  })

  it("F05.3 says of any calls, at any times, what looking at them one by one says to a tenth of the window", () => {
    const call = fc.record({ after: fc.constantFrom(0, 1, 300, 999, 1_000, 4_000), isFailure: fc.boolean() })
    fc.assert(
      fc.property(fc.array(call, { maxLength: 80 }), (calls) => {
        const never = { ...settings, rate: { ...rate, threshold: 1, minimumCalls: Number.MAX_SAFE_INTEGER } }
        const { each, circuit } = driven(never)
        const ends: number[] = []
        let now = 0
        for (const { after, isFailure } of calls) {
          now += after
          ends.push(now)
          each(now, isFailure ? "failure" : "success")
          const counted = circuit().buckets.reduce((sum, bucket) => sum + bucket.calls, 0)
          expect(counted).toBeLessThanOrEqual(ends.filter((at) => at > now - 10_000).length)
          expect(counted).toBeGreaterThanOrEqual(ends.filter((at) => at > now - 9_000).length)
          expect(circuit().buckets.length).toBeLessThanOrEqual(11)
        }
      }),
    )
  })

  it("counts on where the clock was set back", () => {
    const { each } = driven(settings)
    each(1_000_000, "failure", "failure")
    expect(each(5_000, "failure", "success")).toBe("open")
  })
})

describe("a circuit that an operator moves", () => {
  const held = forcedOpen(freshCircuit, null)

  it("F05.10 is held open until somebody closes it, and what was under way says nothing", () => {
    const { call, end, circuit } = driven(consecutive, held)
    expect(admit(held, consecutive, 1e12)).toEqual({
      kind: "refused",
      circuit: held,
      retryAt: 1e12 + 1_000,
      halfOpen: false,
    })
    end(0, "success", 5)
    expect([call(9e12), circuit()]).toEqual([undefined, held])
    expect(admit(closed(held, consecutive, 10), consecutive, 10).kind).toBe("admitted")
  })

  it("F05.10 is held open until a time: then it lets a probe through, and whoever waits asks before, for it may be closed", () => {
    const { call, circuit } = driven(consecutive, forcedOpen(freshCircuit, 50_000))
    expect(admit(circuit(), consecutive, 5_000)).toMatchObject({ retryAt: 6_000 })
    expect(admit(circuit(), consecutive, 49_500)).toMatchObject({ retryAt: 50_000 })
    expect([call(49_999), call(50_000), call(50_000)]).toEqual([undefined, 2, undefined])
    expect(circuit()).toMatchObject({ state: "half-open", isForced: false })
  })

  it("F05.10 forgets all it knew, but no outcome of a call of before counts", () => {
    const { each, circuit } = driven(consecutive)
    each(0, "failure", "failure", "failure")
    const fresh = forgotten(circuit())
    expect(fresh).toEqual({ ...freshCircuit, generation: 2 })
    expect(record(fresh, consecutive, { generation: 0, outcome: "failure", now: 1 })).toBe(fresh)
  })
})
