import { describe, expect, it } from "vitest"
import type { Outcome } from "@statewright/model"
import { advance } from "../../src/advance/index.ts"
import { drive, modes } from "./frame-driver.ts"
import { type Act, atLeast, type Script, scriptedProgram } from "./scripted.ts"

const does = (...acts: readonly (Act | string)[]): Script => ({
  does: acts.map((act) => (typeof act === "string" ? { kind: "step", name: act } : act)),
})
const nap: Act = { kind: "sleep", millis: 1000 }
const fork = (of: Readonly<Record<string, Script>>, options?: object): Script =>
  does({ kind: "fork", of, ...(options !== undefined && { options }) })

describe.each(modes)("groups, %s", (mode) => {
  it("F04.1 F04.7 a fork answers what its branches came to, by name", () => {
    const run = drive(fork({ a: does("a"), b: does("b1", "b2") }), mode)
    expect(run.asked()).toEqual(["begun act/0:a", "begun act/1:b", "start a", "start b1"])
    run.step("b1")
    run.step("b2")
    expect(run.end()).toBeUndefined()
    run.step("a")
    expect(run.end()).toEqual({ kind: "complete", output: { a: "a", b: "b2" } })
    expect(run.asked()).toEqual(["start b2", "completed act/1:b", "completed act/0:a", 'complete {"a":"a","b":"b2"}'])
  })

  it("F04.5 cancels the losers: they clean up beside the body, and hold the end of the run", () => {
    const run = drive(
      {
        does: [
          {
            kind: "fork",
            of: { won: does("won"), lost: { ...does(nap), cleanUp: ["undo"] } },
            options: { join: "any" },
          },
        ],
      },
      mode,
    )
    run.asked()
    run.step("won")
    expect(run.asked()).toEqual(["completed act/0:won", "abandon act", "start undo", "set-cleanup act/1:lost"])
    expect(run.end()).toBeUndefined()
    run.step("undo")
    expect(run.asked()).toEqual([
      "cancelled act/1:lost",
      'complete {"won":{"status":"fulfilled","value":"won"},"lost":{"status":"cancelled"}}',
    ])
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
    const run = drive(does({ kind: "race", of: { paid: act("paid"), late: nap } }, "after"), mode)
    run.asked()
    run.wake()
    expect(run.asked()).toEqual(["completed act/1:late", "abandon act/0:paid", "cancelled act/0:paid", "start after"])
  })

  it("W.4 a race throws what the first of it throws", () => {
    const run = drive(does({ kind: "race", of: { paid: act("paid"), late: nap } }), mode)
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

  it("F03.2 goes through a list one by one, also where nothing is waited for; of none it is over at once", () => {
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

  it("F04.5 SEMANTICS 23 cuts what is inside of a loser from the innermost outwards", () => {
    const inner = { ...does(nap), cleanUp: ["inner"] }
    const middle = { ...fork({ x: inner, y: { ...does(nap), cleanUp: ["other"] } }), cleanUp: ["middle"] }
    const run = drive(fork({ won: does("won"), lost: middle }, { join: "any" }), mode)
    run.asked()
    run.step("won")
    expect(run.running()).toEqual(["inner", "other"])
    run.step("other")
    expect(run.running()).toEqual(["inner"])
    run.step("inner")
    // Only when all of its own are cleaned up is its group told, and then who waits for that.
    expect(run.running()).toEqual(["middle"])
    run.step("middle")
    expect(run.end()?.kind).toBe("complete")
    expect(new Set(run.strands().values())).toEqual(new Set(["completed", "cancelled"]))
  })

  it("F04.5 cuts what a loser has begun and does not wait for, and what it calls", () => {
    const lost = does(
      { kind: "begin", act: act("held") },
      { kind: "begin", act: call({ ...does("deep"), cleanUp: ["undo"] }) },
      "waits",
    )
    const run = drive(does({ kind: "fork", of: { won: does("won"), lost }, options: { join: "any" } }, "after"), mode)
    expect(run.running()).toEqual(["won", "held", "deep", "waits"])
    run.step("won")
    expect(run.running()).toEqual(["undo", "after"])
    run.step("after")
    expect(run.end()).toBeUndefined()
    run.step("undo")
    expect(run.end()).toEqual({ kind: "complete", output: "after" })
  })

  it("F04.5 a body that throws while losers clean up fails once they have", () => {
    const of = { won: does("won"), lost: { ...does(nap), cleanUp: ["undo"] } }
    const run = drive(does({ kind: "fork", of, options: { join: "any" } }, { kind: "throw", error: "no" }), mode)
    run.step("won")
    expect(run.end()).toBeUndefined()
    run.step("undo")
    expect(run.end()).toEqual({ kind: "fail", error: new Error("no") })
  })

  it("P.9 a run that is cancelled leaves those alone that clean up already", () => {
    const of = { won: does("won"), lost: { ...does(nap), cleanUp: ["undo", "undo more"] } }
    const run = drive(does({ kind: "fork", of, options: { join: "any" } }, "after"), mode)
    run.step("won")
    run.cancel("enough")
    expect(run.running()).toEqual(["undo"])
    run.step("undo")
    run.step("undo more")
    expect(run.end()).toMatchObject({ kind: "cancelled", error: { reason: "enough" } })
  })

  it("P.9 a run that is cancelled tells the members of its groups before who waits for them", () => {
    const of = { a: { ...does(nap), cleanUp: ["a"] }, b: { ...does("work"), cleanUp: ["b"], swallows: "kept" } }
    const run = drive({ ...fork(of, { join: "any" }), cleanUp: ["body"] }, mode)
    run.cancel("enough")
    expect(run.running()).toEqual(["a", "b"])
    run.step("b")
    expect(run.running()).toEqual(["a"])
    run.step("a")
    expect(run.running()).toEqual(["body"])
    run.step("body")
    expect(run.end()?.kind).toBe("cancelled")
  })

  it("P.9 a group of the clean-up of a cancelled run works as ever", () => {
    const of = [does("a"), does("b")]
    const run = drive({ does: [nap, { kind: "each", of }], swallows: "" }, mode)
    run.cancel("enough")
    expect(run.end()?.kind).toBe("cancelled")
  })

  it("F04.5 a member that takes too long fails at once, and cleans up beside the others", () => {
    const of = { slow: { ...does(nap), cleanUp: ["undo"] }, b: does("b") }
    const run = drive({ ...fork(of, { branchTimeout: "1 minute" }), swallows: "late" }, mode)
    const [slow] = run.deadlines()
    run.expire(String(slow))
    expect(run.asked().slice(-4)).toEqual(["abandon act", "failed act/0:slow", "start undo", "set-cleanup act/0:slow"])
    run.step("b")
    expect(run.deadlines()).toEqual([])
    expect(run.end()).toBeUndefined()
    run.step("undo")
    expect(run.end()).toEqual({ kind: "complete", output: "late" })
  })

  it("F04.5 what does not end its clean-up is ended without a word", () => {
    const of = {
      won: does("won"),
      lost: { ...fork({ x: { ...does(nap), cleanUp: ["undo"] }, y: does("y") }), cleanUp: ["never"] },
    }
    const run = drive(fork(of, { join: "any" }), mode)
    run.step("won")
    expect(run.running()).toEqual(["undo"])
    const [lost] = run.cleanUps()
    run.asked()
    run.force(String(lost))
    expect(run.asked()).toEqual([
      "abandon finally/work",
      "cancelled act/1:lost",
      "cancelled act/0:x",
      'complete {"won":{"status":"fulfilled","value":"won"},"lost":{"status":"cancelled"}}',
    ])
  })

  it("F04.5 a loser that waits for a promise of others is told at once, and the promise goes on", () => {
    const of = { won: does("won"), lost: { ...does({ kind: "await", of: "given" }), cleanUp: ["undo"] } }
    const held: Act = { kind: "begin", act: act("shared") }
    const run = drive(does(held, { kind: "fork", of, options: { join: "any" } }, { kind: "await", of: "held" }), mode)
    run.step("won")
    expect(run.running()).toEqual(["shared", "undo"])
    run.step("undo")
    run.step("shared")
    expect(run.end()).toEqual({ kind: "complete", output: "shared" })
  })

  it("F04.5 a loser whose outcome comes with the winner's is told that it has lost", () => {
    const waits: Act = { kind: "await", of: "given" }
    const of = { won: does(waits), lost: { ...does(waits, "too much"), cleanUp: ["undo"] } }
    const held: Act = { kind: "begin", act: act("shared") }
    const run = drive(does(held, { kind: "fork", of, options: { join: "any" } }), mode)
    run.step("shared")
    expect(run.running()).toEqual(["undo"])
  })

  it("SEMANTICS 1 drops what comes for a loser, and for a member twice", () => {
    const run = drive(does({ kind: "race", of: { a: act("a"), b: act("b") } }, "after"), mode)
    const [a, b] = run.strands().keys()
    run.step("a")
    const { frame } = run
    for (const wait of [a, b]) {
      const late = { wait: String(wait), outcome: { ok: true, value: 1 }, now: 1 } as const
      expect(advance(scriptedProgram, frame(), late)).toBeUndefined()
    }
  })
})

const act = (name: string): Act => ({ kind: "step", name })
const call = (script: Script): Act => ({ kind: "call", script })
const failed = (message: string): Outcome => ({ ok: false, error: new Error(message) })
const fails: Act = { kind: "throw", error: "no" }
