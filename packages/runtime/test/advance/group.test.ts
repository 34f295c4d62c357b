import { describe, expect, it } from "vitest"
import { advance } from "../../src/advance/index.ts"
import { does, failed, fails, fork, nap, step } from "./acts.ts"
import { drive, modes } from "./frame-driver.ts"
import { atLeast, scriptedProgram } from "./scripted.ts"

describe.each(modes)("groups, %s", (mode) => {
  it("F04.1 F04.2 F04.7 a fork answers what its branches came to, by name", () => {
    const run = drive(fork({ a: does("a"), b: does("b1", "b2") }), mode)
    expect(run.asked()).toEqual(["begun act/0:a", "begun act/1:b", "start a", "start b1"])
    run.step("b1")
    run.step("b2")
    expect(run.end()).toBeUndefined()
    run.step("a")
    expect(run.end()).toEqual({ kind: "complete", output: { a: "a", b: "b2" } })
    expect(run.asked()).toEqual(["start b2", "completed act/1:b", "completed act/0:a", 'complete {"a":"a","b":"b2"}'])
  })

  it("F04.3 F04.6 a majority needs more than half; those that are awaited are in its answer", () => {
    const of = { a: does("a"), b: does("b"), c: does("c") }
    const run = drive(fork(of, { join: "majority", losers: "await" }), mode)
    run.step("a")
    run.step("c", failed("no"))
    run.step("b")
    expect(run.end()).toMatchObject({
      output: { a: { value: "a" }, b: { value: "b" }, c: { status: "rejected", reason: new Error("no") } },
    })
  })

  it("F04.4 a join that can no longer be met throws what its members threw, and cuts the rest", () => {
    const of = { a: does("a"), b: does("b"), c: { ...does("c"), cleanUp: ["undo"] } }
    const run = drive({ ...fork(of, { join: atLeast(2) }), swallows: "missed" }, mode)
    run.step("a", failed("one"))
    run.asked()
    run.step("b", failed("two"))
    expect(run.asked()).toEqual(["failed act/1:b", "abandon act", "start undo", "set-cleanup act/2:c"])
    run.step("undo")
    expect(run.end()).toEqual({ kind: "complete", output: "missed" })
  })

  it("W.4 a race is over with the first, whatever it is; what loses is given up at once", () => {
    const run = drive(does({ kind: "race", of: { paid: step("paid"), late: nap } }, "after"), mode)
    run.asked()
    run.wake()
    expect(run.asked()).toEqual(["completed act/1:late", "abandon act/0:paid", "cancelled act/0:paid", "start after"])
  })

  it("W.4 a race throws what the first of it throws", () => {
    const run = drive(does({ kind: "race", of: { paid: step("paid"), late: nap } }), mode)
    run.step("paid", failed("refused"))
    expect(run.end()).toEqual({ kind: "fail", error: new Error("refused") })
  })

  it("F01.7 F03.4 begins no more members at once than it may", () => {
    const of = ["a", "b", "c", "d"].map((name) => does(name))
    const run = drive(does({ kind: "each", of, options: { mode: "parallel", maxParallelism: 2 } }), mode)
    expect(run.running()).toEqual(["a", "b"])
    run.step("b")
    expect(run.running()).toEqual(["a", "c"])
    for (const name of ["a", "c", "d"]) run.step(name)
    expect(run.end()).toEqual({ kind: "complete", output: ["a", "b", "c", "d"] })
  })

  it("F03.2 F03.7 goes through a list one by one, also where nothing is waited for; of none it is over at once", () => {
    const run = drive(does({ kind: "each", of: [does("a"), does(), does(), does("b")] }), mode)
    expect(run.running()).toEqual(["a"])
    run.step("a")
    run.step("b")
    expect(run.end()).toEqual({ kind: "complete", output: ["a", undefined, undefined, "b"] })
    expect(drive(does({ kind: "each", of: [] }), mode).end()).toEqual({ kind: "complete", output: [] })
  })

  it("F03.5 stops at the first failure, and begins no more", () => {
    const of = [does("a"), does("b"), does("c")]
    const run = drive(does({ kind: "each", of, options: { mode: "parallel", maxParallelism: 2 } }), mode)
    run.step("b", failed("no"))
    expect(run.end()).toEqual({ kind: "fail", error: new Error("no") })
    expect([...run.strands().values()]).toEqual(["cancelled", "failed"])
  })

  it("F03.5 F03.10 goes on with failures, or throws all of them; results of many come from their rows", () => {
    const of = Array.from({ length: 70 }, (_, at) => (at === 3 ? does(fails) : does("a")))
    const parallel = { mode: "parallel", onError: "continue" }
    const all = drive(does({ kind: "each", of, options: parallel }), mode)
    while (all.running().length > 0) all.step("a")
    expect(all.end()).toMatchObject({
      output: { 2: { value: "a" }, 3: { reason: new Error("no") }, 69: { value: "a" } },
    })
    for (const [length, unused] of [
      [70, true],
      [70, false],
      [7, false],
    ] as const) {
      const some = of.slice(0, length)
      const none = drive(does({ kind: "each", of: some, options: { ...parallel, onError: "collect" }, unused }), mode)
      while (none.running().length > 0) none.step("a")
      expect(none.end()).toMatchObject({ kind: "fail", error: { errors: [new Error("no")], needed: length } })
    }
  })

  it("F03.10 keeps no results that nobody uses", () => {
    const of = Array.from({ length: 70 }, () => does("a"))
    const run = drive(does({ kind: "each", of, unused: true }), mode)
    while (run.running().length > 0) run.step("a")
    expect(run.asked().filter((each) => each === "collect")).toEqual([])
    expect(run.end()).toEqual({ kind: "complete", output: undefined })
  })

  it("E.10 a run whose branches wait for what can never come fails where they wait", () => {
    const run = drive(fork({ a: does("a"), b: does({ kind: "never" }) }), mode)
    run.step("a")
    expect(run.end()).toMatchObject({ kind: "fail", error: { code: "RUN-023", state: "try.inner.act" } })
    expect(String((run.end() as { error?: unknown }).error)).toContain("a `Promise.race` of nothing")
  })

  it("SEMANTICS 1 drops what comes for a loser, and for a member twice", () => {
    const run = drive(does({ kind: "race", of: { a: step("a"), b: step("b") } }, "after"), mode)
    const [a, b] = run.strands().keys()
    run.step("a")
    const { frame } = run
    for (const wait of [a, b]) {
      const late = { wait: String(wait), outcome: { ok: true, value: 1 }, now: 1 } as const
      expect(advance(scriptedProgram, frame(), late)).toBeUndefined()
    }
  })
})
