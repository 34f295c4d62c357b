import { describe, expect, it } from "vitest"
import { makeLocks } from "../../src/lock/locks.ts"

const wait = { frame: "main", waitId: "mutex#1" }
const ask = { kind: "ask", ...wait, key: "till" } as const
const grant = { kind: "grant", ...wait } as const
const release = { kind: "release", ...wait } as const

/** Locks, and who was told that one is free. */
const told = (rows: Parameters<typeof makeLocks>[0] = []) => {
  const offers: { readonly runId: string; readonly gone: () => void }[] = []
  const locks = makeLocks(rows, (offer) => offers.push(offer))
  return { locks, offers, names: () => offers.map(({ runId }) => runId) }
}

const row = (seq: number, runId: string, granted: boolean) => ({ seq, key: "till", runId, ...wait, granted })

describe("locks that all runs share", () => {
  it("W.6 go to one at a time, in the order in which they were asked for", () => {
    const { locks, names } = told()
    for (const id of ["a", "b", "c"]) locks.stored(id, [ask])
    expect(names()).toEqual(["a"])
    locks.stored("a", [grant])
    expect(names()).toEqual(["a"])
    locks.stored("a", [release])
    expect(names()).toEqual(["a", "b"])
    locks.dropRun("b")
    expect(names()).toEqual(["a", "b", "c"])
    expect(locks.has("b", wait)).toBe(false)
    expect(locks.has("c", wait)).toBe(true)
  })

  it("W.6 pass by a run that rests, which comes first again once it goes on", () => {
    const { locks, offers, names } = told()
    for (const id of ["a", "b", "c"]) locks.stored(id, [ask])
    offers[0]?.gone()
    expect(names()).toEqual(["a", "b"])
    locks.stored("b", [grant])
    locks.resumed("a")
    locks.stored("b", [release])
    expect(names()).toEqual(["a", "b", "a"])
  })

  it("W.6 pass by a run that was parked when it was told", () => {
    const { locks, names } = told()
    for (const id of ["a", "b"]) locks.stored(id, [ask])
    locks.rested("a")
    expect(names()).toEqual(["a", "b"])
    locks.stored("b", [grant])
    locks.rested("b")
    locks.resumed("a")
    expect(names()).toEqual(["a", "b"])
  })

  it("W.6 N.5 a new leader finds who has them and who is next", () => {
    const held = told([row(1, "a", true), row(2, "b", false)])
    held.locks.begin()
    expect(held.names()).toEqual([])
    const free = told([row(2, "b", false), row(3, "c", false)])
    free.locks.begin()
    expect(free.names()).toEqual(["b"])
  })
})
