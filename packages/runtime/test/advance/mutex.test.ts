import { describe, expect, it } from "vitest"
import { does, nap } from "./acts.ts"
import { drive, modes } from "./frame-driver.ts"
import type { Act, Script } from "./scripted.ts"

/** Does a step, and then perhaps something else, under a mutex. */
const under = (key: string, step: string, then?: Script): Script => {
  const script = then === undefined ? does(step) : does(step, { kind: "call", script: then })
  return does({ kind: "mutex", key, script })
}

describe.each(modes)("a mutex in a run, %s", (mode) => {
  it("W.6 lets one at a time work under a key, in the order in which they asked", () => {
    const of = { a: under("desk", "a"), b: under("desk", "b"), c: does("c") }
    const run = drive(does({ kind: "fork", of }), mode)
    expect(run.running()).toEqual(["a", "c"])
    run.step("a")
    expect(run.running()).toEqual(["c", "b"])
    run.step("c")
    run.step("b")
    expect(run.end()).toEqual({ kind: "complete", output: { a: "a", b: "b", c: "c" } })
  })

  it("W.6 fails a run in which two wait for what the other holds, and says so", () => {
    const of = { a: under("one", "a", under("two", "b")), b: under("two", "c", under("one", "d")) }
    const run = drive(does({ kind: "fork", of }), mode)
    run.step("a")
    run.step("c")
    const message = expect.stringMatching(/mutex `two`/)
    expect(run.end()).toMatchObject({ kind: "fail", error: { _tag: "NothingCanCome", message } })
  })

  it("W.6 begins nothing that stood in line for it in a clean-up whose time is over", () => {
    const held: Act = { kind: "fork", of: { p: under("desk", "p"), q: under("desk", "q") } }
    const of = { won: does("won"), lost: { ...does(nap), cleanUp: [held] } }
    const run = drive(does({ kind: "fork", of, options: { join: "any" } }, nap), mode)
    run.step("won")
    expect(run.running()).toEqual(["p"])
    run.asked()
    for (const wait of run.cleanUps()) run.force(wait)
    expect(run.asked().filter((each) => each.startsWith("start"))).toEqual([])
    expect(run.running()).toEqual([])
    run.wake()
    expect(run.end()).toMatchObject({ kind: "complete" })
  })
})
