import { describe, expect, it } from "vitest"
import { step, workflow } from "@statewright/workflow"
import { advance, begin } from "../../src/advance/index.ts"
import type { Advanced } from "../../src/advance/index.ts"
import {
  call,
  completed,
  program,
  region,
  returned,
  segment,
  setup,
  start,
  threw,
  wait,
} from "../../src/machine/index.ts"

const leaf = step("leaf", { run: async (value: number) => value })
const tree = workflow("tree", {}, async () => 0)

/** main: `try { return await sum(3) } catch (error) { return error }`; sum: `n === 0 ? await leaf(0) : n + (await sum(n - 1))`. */
interface SumFrame {
  n: number
}

const mainMachine = setup<object>().createMachine({
  id: "main",
  initial: "try",
  states: {
    try: region({
      initial: "begin",
      caught: "caught",
      states: {
        begin: segment(() => call("sum", [3]), { next: "sum" }),
        sum: wait("try/sum", { done: "afterSum", keep: [] }),
        afterSum: segment((_f: object, total: number) => completed(total), { return: "#main.returned" }),
      },
    }),
    caught: segment((_f: object, error: unknown) => completed(error), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const sumMachine = setup<SumFrame>().createMachine({
  id: "sum",
  initial: "begin",
  states: {
    begin: segment(
      (f: SumFrame, [n]: [number]) => {
        f.n = n
        return n === 0 ? "then" : "else"
      },
      { then: "last", else: "more" },
      { assigns: ["n"] },
    ),
    last: segment((f: SumFrame) => start(leaf, f.n), { next: "leaf" }),
    leaf: wait("leaf", { done: "done", keep: [] }),
    more: segment((f: SumFrame) => call("sum", [f.n - 1]), { next: "sum" }),
    sum: wait("sum", { done: "add", keep: ["n"] }),
    add: segment((f: SumFrame, rest: number) => completed(f.n + rest), { return: "returned" }),
    done: segment((_f: SumFrame, value: number) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const treeProgram = program({
  workflow: tree,
  version: "1",
  main: mainMachine,
  helpers: { sum: sumMachine },
  steps: [leaf],
})

const waitOf = ({ commands }: Advanced): string => {
  const [command] = commands
  if (command?.kind !== "start-step") throw new Error("no step was started")
  return command.wait
}

describe("an activation", () => {
  it("runs a recursive helper as activations of its frame, and goes on in the caller with its result", () => {
    const first = begin(treeProgram, undefined, { now: 0 })
    expect([...first.frame.activations.values()].map(({ procedure, locals }) => [procedure, locals])).toEqual([
      ["main", {}],
      ["sum", { n: 3 }],
      ["sum", { n: 2 }],
      ["sum", { n: 1 }],
      ["sum", {}],
    ])
    const frame = structuredClone(first.frame)
    const moved = advance(treeProgram, frame, { wait: waitOf(first), outcome: { ok: true, value: 10 }, now: 0 })
    expect(moved?.commands).toEqual([{ kind: "complete", output: 16 }])
  })

  it("throws the helper's error in the caller, where it is caught", () => {
    const first = begin(treeProgram, undefined, { now: 0 })
    const moved = advance(treeProgram, first.frame, {
      wait: waitOf(first),
      outcome: { ok: false, error: "no" },
      now: 0,
    })
    expect(moved?.commands).toEqual([{ kind: "complete", output: "no" }])
  })

  it("calls helpers inside of each other as deep as JavaScript does, and then throws what it throws", () => {
    const deep = program({
      workflow: tree,
      version: "1",
      main: setup<object>().createMachine({
        id: "main",
        initial: "begin",
        states: {
          begin: segment((_f: object, n: number) => call("down", [n]), { next: "down" }),
          down: wait("down", { done: "end", keep: [] }),
          end: segment((_f: object, depth: number) => completed(depth), { return: "returned" }),
          returned: returned(),
          threw: threw(),
        },
      }),
      helpers: {
        down: setup<object>().createMachine({
          id: "down",
          initial: "begin",
          states: {
            begin: segment((_f: object, [n]: [number]) => (n === 0 ? completed(0) : call("down", [n - 1])), {
              next: "down",
              return: "returned",
            }),
            down: wait("down()/down", { done: "end", keep: [] }),
            end: segment((_f: object, depth: number) => completed(depth + 1), { return: "returned" }),
            returned: returned(),
            threw: threw(),
          },
        }),
      },
    })
    expect(begin(deep, 5000, { now: 0 }).commands).toEqual([{ kind: "complete", output: 5000 }])
    expect(begin(deep, Infinity, { now: 0 }).commands).toMatchObject([
      { kind: "fail", error: new RangeError("Maximum call stack size exceeded") },
    ])
  })
})
