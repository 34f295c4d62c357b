import { describe, expect, it } from "vitest"
import { call, does, fork, nap, step } from "./acts.ts"
import { drive, modes } from "./frame-driver.ts"
import type { Act } from "./scripted.ts"

describe.each(modes)("what is cut of a frame, %s", (mode) => {
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
      { kind: "begin", act: step("held") },
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

  it("F04.5 cuts what a member left behind that ended with the winner", () => {
    const left: Act = { kind: "begin", act: call({ ...does("left"), cleanUp: ["undo"] }) }
    const run = drive(fork({ won: does(), other: does(left) }, { join: "any" }), mode)
    expect(run.running()).toEqual(["undo"])
    expect(run.end()).toBeUndefined()
    run.step("undo")
    expect(run.end()?.kind).toBe("complete")
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
    const held: Act = { kind: "begin", act: step("shared") }
    const run = drive(does(held, { kind: "fork", of, options: { join: "any" } }, { kind: "await", of: "held" }), mode)
    run.step("won")
    expect(run.running()).toEqual(["shared", "undo"])
    run.step("undo")
    run.step("shared")
    expect(run.end()).toEqual({ kind: "complete", output: "shared" })
  })

  it("F04.5 a loser whose outcome comes with the winner's is told that it has lost", () => {
    const waits: Act = { kind: "await", of: "given" }
    const of = { won: does(waits), lost: { ...does(call(does(waits)), "too much"), cleanUp: ["undo"] } }
    const held: Act = { kind: "begin", act: step("shared") }
    const run = drive(does(held, { kind: "fork", of, options: { join: "any" } }), mode)
    run.step("shared")
    expect(run.running()).toEqual(["undo"])
  })

  it("F04.5 a clean-up that waits for what can never come does not keep a run from its end", () => {
    const of = { won: does("won"), lost: { ...does(nap), cleanUp: ["undo", "never"] } }
    const run = drive(fork(of, { join: "any" }), mode)
    run.step("won")
    run.step("undo")
    expect(run.end()?.kind).toBe("complete")
  })
})
