import { describe, expect, it } from "vitest"

import { step, workflow } from "@statewright/workflow"
import { advance, begin } from "../../src/advance/index.ts"
import {
  awaited,
  completed,
  program,
  returned,
  segment,
  setup,
  start,
  started,
  threw,
  wait,
} from "../../src/machine/index.ts"

const count = step("count", { run: async (n: number) => n })
const flow = workflow("flow", {}, async () => 0)

interface LoopFrame {
  n: number
  one: Promise<number>
}

/** `while (n > 0) { const one = count(n--); await one }` */
const loop = program({
  workflow: flow,
  version: "1",
  main: setup<LoopFrame>().createMachine({
    id: "main",
    initial: "begin",
    states: {
      begin: segment((f: LoopFrame, n: number) => void (f.n = n), { next: "head" }, { assigns: ["n"] }),
      head: segment((f: LoopFrame) => (f.n > 0 ? start(count, f.n--) : "done"), { next: "count", done: "end" }),
      count: started("count", { next: "afterCount" }),
      afterCount: segment(
        (f: LoopFrame, one: Promise<number>) => {
          f.one = one
          return awaited(f.one)
        },
        { next: "one" },
        { assigns: ["one"] },
      ),
      one: wait("one", { done: "head", keep: ["n", "one"] }),
      end: segment(() => completed(), { return: "returned" }),
      returned: returned(),
      threw: threw(),
    },
  }),
  steps: [count],
})

describe("promises in a frame", () => {
  it("F01.9 forgets outcomes that no promise leads to any more, so that a long loop stays small", () => {
    const { frame } = begin(loop, 1000, { now: 0 })
    let most = 0
    for (let moved = advance(loop, frame, answer(1)), n = 1; moved?.commands[0]?.kind === "start-step"; n += 2) {
      most = Math.max(most, frame.waits.size)
      moved = advance(loop, frame, answer(n + 2))
    }
    expect(frame.activations.size).toBe(0)
    expect(most).toBeLessThan(130)
  })

  it("SEMANTICS 1 keeps an outcome until it is asked for, and takes none twice", () => {
    const { frame, commands } = begin(loop, 1, { now: 0 })
    expect(commands).toMatchObject([{ kind: "start-step", wait: "count#1" }])
    expect(advance(loop, frame, answer(1))?.commands).toEqual([{ kind: "complete", output: undefined }])
    expect(advance(loop, frame, answer(1))).toBeUndefined()
  })
})

const answer = (n: number) => ({ wait: `count#${n}`, outcome: { ok: true, value: n }, now: 0 }) as const
