import { describe, expect, it } from "vitest"
import { advance, begin } from "../../src/advance/index.ts"
import { collectProgram } from "./collect.ts"

describe("advance", () => {
  it("A.3 runs a loop step by step to its result", () => {
    let moved = begin(collectProgram, { count: 3 }, { now: 0 })
    const inputs: unknown[] = []
    while (moved.commands[0]?.kind === "start-step") {
      const { wait, input } = moved.commands[0]
      inputs.push(input)
      const { value } = input as { value: number }
      const next = advance(collectProgram, moved.frame, { wait, outcome: { ok: true, value: value * value }, now: 0 })
      expect(advance(collectProgram, moved.frame, { wait, outcome: { ok: true, value: 99 }, now: 0 })).toBeUndefined()
      if (next === undefined) throw new Error("dropped")
      moved = next
    }
    expect(inputs).toEqual([{ value: 0 }, { value: 1 }, { value: 2 }])
    expect(moved.commands).toEqual([{ kind: "complete", output: [0, 1, 4] }])
  })

  it("goes on from a frame that was stored and read again", () => {
    const first = begin(collectProgram, { count: 2 }, { now: 0 })
    const stored = structuredClone(first.frame)
    expect(stored.activations.get(0)).toMatchObject({ state: "for_i.square", locals: { count: 2, squares: [], i: 0 } })
    const moved = advance(collectProgram, stored, { wait: "for_i/square#1", outcome: { ok: true, value: 0 }, now: 0 })
    expect(moved?.frame.activations.get(0)).toMatchObject({
      state: "for_i.square",
      locals: { count: 2, squares: [0], i: 1 },
    })
  })

  it("fails with the error of a step that nothing catches", () => {
    const { frame } = begin(collectProgram, { count: 2 }, { now: 0 })
    const moved = advance(collectProgram, frame, {
      wait: "for_i/square#1",
      outcome: { ok: false, error: "no" },
      now: 0,
    })
    expect(moved?.commands).toEqual([{ kind: "fail", error: "no" }])
    expect(moved?.frame.activations.size).toBe(0)
  })
})
