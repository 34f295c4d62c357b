import { completed, program, region, returned, segment, setup, start, threw, wait } from "../../src/machine/index.ts"
import type { InputOf, OutputOf } from "../../src/machine/index.ts"
import { step, workflow } from "@statewright/workflow"
import { z } from "zod"

const square = step("square", {
  input: z.object({ value: z.number() }),
  output: z.number(),
  run: async ({ value }) => value * value,
})

const collect = workflow(
  "collect",
  { input: z.object({ count: z.number().int() }), output: z.array(z.number()) },
  async ({ count }) => {
    const squares: number[] = []
    for (let i = 0; i < count; i++) {
      squares.push(await square({ value: i }))
    }
    return squares
  },
)

interface CollectFrame {
  count: number
  squares: number[]
  i: number
}

const collectCode = {
  begin(f: CollectFrame, { count }: InputOf<typeof collect>) {
    f.count = count
    const squares: number[] = []
    f.squares = squares
    f.i = 0
  },

  for_i(f: CollectFrame) {
    const { count } = f
    if (!(f.i < count)) return "done"
    return start(square, { value: f.i })
  },

  afterSquare(f: CollectFrame, value: OutputOf<typeof square>) {
    const { squares } = f
    squares.push(value)
    f.i++
  },

  afterFor_i(f: CollectFrame) {
    const { squares } = f
    return completed(squares)
  },
}

const collectMain = setup<CollectFrame>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(collectCode.begin, { next: "for_i" }, { assigns: ["count", "squares", "i"] }),
    for_i: region({
      initial: "head",
      states: {
        head: segment(collectCode.for_i, { next: "square", done: "#main.afterFor_i" }),
        square: wait("for_i/square", { done: "afterSquare", keep: ["count", "squares", "i"] }),
        afterSquare: segment(collectCode.afterSquare, { next: "head" }, { assigns: ["i"], appends: ["squares"] }),
      },
    }),
    afterFor_i: segment(collectCode.afterFor_i, { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

export const collectProgram = program({ workflow: collect, version: "1", main: collectMain, steps: [square] })
