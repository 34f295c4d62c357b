import { advance, begin } from "@statewright/runtime/advance"
import { describe, expect, it } from "vitest"
import { turnstileProgram } from "./generated/turnstile.machine.ts"

/** The most that its frame ever held, and what the run came to. */
const through = (rounds: number): { readonly most: number; readonly output: unknown } => {
  let moved = begin(turnstileProgram, rounds, { now: 0 })
  let most = 0
  for (;;) {
    const { frame, commands } = moved
    most = Math.max(most, frame.activations.size + frame.waits.size)
    const end = commands.find(({ kind }) => kind === "complete")
    if (end?.kind === "complete") return { most, output: end.output }
    const asked = commands.find(({ kind }) => kind === "start-step")
    if (asked?.kind !== "start-step") {
      throw new Error(`Nothing follows from ${commands.map(({ kind }) => kind).join()}.`)
    }
    const after = advance(turnstileProgram, frame, { wait: asked.wait, outcome: { ok: true, value: 1 }, now: 0 })
    if (after === undefined) throw new Error(`Nobody waits for ${asked.wait}.`)
    moved = after
  }
}

describe("pools and barriers that are made in a loop", () => {
  it("W.3 W.7 do not pile up in the frame", () => {
    const [few, many] = [through(200), through(2_000)]
    expect([few.output, many.output]).toEqual([200, 2_000])
    expect(many.most).toBe(few.most)
  })
})
