import { step, workflow } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { advance, begin, cancel } from "../../src/advance/index.ts"
import type { Advanced } from "../../src/advance/index.ts"
import { encodeBase, encodeDelta, restoreFrame } from "../../src/snapshot/index.ts"
import {
  call,
  completed,
  join,
  program,
  region,
  returned,
  segment,
  setup,
  sleep,
  start,
  started,
  threw,
  wait,
} from "../../src/machine/index.ts"

const work = step("work", { run: async (value: string) => value })
const undo = step("undo", { run: async (value: string) => value })
const order = workflow("order", {}, async () => "")

/** `try { return await <begin> } catch { await undo(id); return "swallowed" }` */
const around = (id: string, begin: () => ReturnType<typeof join>) =>
  setup<object>().createMachine({
    id,
    initial: "try",
    states: {
      try: region({
        initial: "begin",
        caught: "caught",
        states: {
          begin: segment(begin, { next: "all" }),
          all: wait("try/all", { done: "after", keep: [] }),
          after: segment((_f: object, all: unknown) => completed(all), { return: `#${id}.returned` }),
        },
      }),
      caught: segment(() => start(undo, id), { next: "undo" }),
      undo: wait("catch/undo", { done: "end", keep: [] }),
      end: segment(() => completed("swallowed"), { return: "returned" }),
      returned: returned(),
      threw: threw(),
    },
  })

/** `await Promise.all([sleep("1 day"), part("a"), part("b")])` */
const mainMachine = around("main", () => join("all", [sleep("1 day"), call("part", ["a"]), call("part", ["b"])]))

/** `try { return await work(name) } catch { await undo(name); return "swallowed" }` */
const partMachine = setup<{ name: string }>().createMachine({
  id: "part",
  initial: "try",
  states: {
    try: region({
      initial: "begin",
      caught: "caught",
      states: {
        begin: segment(
          (f: { name: string }, [name]: [string]) => {
            f.name = name
            return start(work, name)
          },
          { next: "work" },
          { assigns: ["name"] },
        ),
        work: wait("try/work", { done: "after", keep: ["name"] }),
        after: segment((_f: object, value: unknown) => completed(value), { return: "#part.returned" }),
      },
    }),
    caught: segment((f: { name: string }) => start(undo, f.name), { next: "undo" }),
    undo: wait("catch/undo", { done: "end", keep: [] }),
    end: segment(() => completed("swallowed"), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const orderProgram = program({
  workflow: order,
  version: "1",
  main: mainMachine,
  helpers: { part: partMachine },
  steps: [work, undo],
})

/** main waits for a sleep and outer, which waits for a sleep and a part. */
const deepProgram = program({
  workflow: order,
  version: "1",
  main: around("main", () => join("all", [sleep("1 day"), call("outer", [])])),
  helpers: { outer: around("outer", () => join("all", [sleep("1 day"), call("part", ["a"])])), part: partMachine },
  steps: [work, undo],
})

/** main: `try { return await part("a") } catch { const undone = undo("main"); return "swallowed" }` */
const aloneMachine = setup<object>().createMachine({
  id: "main",
  initial: "try",
  states: {
    try: region({
      initial: "begin",
      caught: "caught",
      states: {
        begin: segment(() => call("part", ["a"]), { next: "part" }),
        part: wait("try/part", { done: "after", keep: [] }),
        after: segment((_f: object, value: unknown) => completed(value), { return: "#main.returned" }),
      },
    }),
    caught: segment(() => start(undo, "main"), { next: "undo" }),
    undo: started("catch/undo", { next: "end" }),
    end: segment(() => completed("swallowed"), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const aloneProgram = program({
  workflow: order,
  version: "1",
  main: aloneMachine,
  helpers: { part: partMachine },
  steps: [work, undo],
})

/** What a transition asks for, in short. */
const asks = ({ commands }: Advanced): readonly string[] =>
  commands.map((command) => {
    switch (command.kind) {
      case "start-step":
        return `${command.step} ${JSON.stringify(command.input)}`
      case "cancelled":
        return `cancelled: ${String(command.error)}`
      default:
        return command.kind
    }
  })

const moved = (advanced: Advanced | undefined): Advanced => {
  if (advanced === undefined) throw new Error("nothing moved")
  return advanced
}

const undoing = ({ commands }: Advanced, input: string): string => {
  const found = commands.find((command) => command.kind === "start-step" && command.input === input)
  if (found?.kind !== "start-step") throw new Error(`${input} is not undone`)
  return found.wait
}

describe("cancel", () => {
  it("P.9 SEMANTICS 23 reaches what was called before who called it, lets both clean up, and ends as cancelled", () => {
    const { frame } = begin(orderProgram, undefined, { now: 0 })
    const first = moved(cancel(orderProgram, frame, { reason: "twice", now: 1 }))
    // A `Promise.all` is rejected by the first of its parts: the body cleans up beside them.
    expect(asks(first)).toEqual(["abandon", "abandon", "abandon", 'undo "a"', 'undo "b"', 'undo "main"'])
    expect(cancel(orderProgram, frame, { now: 2 })).toBeUndefined()

    const end = (wait: string): Advanced => moved(advance(orderProgram, frame, { wait, outcome: ok, now: 3 }))
    // What the body returns is swallowed, and its run is not over while others clean up.
    expect(asks(end(undoing(first, "main")))).toEqual([])
    expect(asks(end(undoing(first, "b")))).toEqual([])
    expect(asks(end(undoing(first, "a")))).toEqual(["cancelled: Cancelled: The run was cancelled: twice"])
    expect(frame.activations.size).toBe(0)
  })

  it("P.9 SEMANTICS 23 tells helpers inside of helpers from the innermost outwards, whoever began to wait first", () => {
    const { frame } = begin(deepProgram, undefined, { now: 0 })
    const first = moved(cancel(deepProgram, frame, { now: 1 }))
    expect(asks(first).filter((asked) => asked.startsWith("undo"))).toEqual(['undo "a"', 'undo "outer"', 'undo "main"'])
  })

  it("P.9 SEMANTICS 23 tells who waits for a helper that swallows its own, and ends with the body", () => {
    const { frame } = begin(aloneProgram, undefined, { now: 0 })
    const first = moved(cancel(aloneProgram, frame, { now: 1 }))
    expect(asks(first)).toEqual(["abandon", 'undo "a"'])
    // What the body begins last and does not wait for holds nothing up.
    const last = moved(advance(aloneProgram, frame, { wait: undoing(first, "a"), outcome: ok, now: 2 }))
    expect(asks(last)).toEqual(['undo "main"', "cancelled: Cancelled: The run was cancelled."])
  })

  it("P.9 drops what comes for a wait that was cancelled", () => {
    const { frame, commands } = begin(orderProgram, undefined, { now: 0 })
    const started = commands.find(({ kind }) => kind === "start-step")
    if (started?.kind !== "start-step") throw new Error("no step was started")
    cancel(orderProgram, frame, { now: 1 })
    expect(advance(orderProgram, frame, { wait: started.wait, outcome: ok, now: 2 })).toBeUndefined()
  })

  it("N.2 P.9 goes on with the cancellation after its frame was stored and restored", () => {
    const { frame } = begin(orderProgram, undefined, { now: 0 })
    const base = encodeBase(frame, "run")
    const first = moved(cancel(orderProgram, frame, { reason: "twice", now: 1 }))
    const delta = encodeDelta(base.log, frame, first.writes)
    for (const stored of [
      restoreFrame("run", base.text, [delta]),
      restoreFrame("run", encodeBase(frame, "run").text, []),
    ]) {
      const restored = stored.frame
      expect(restored).toEqual(frame)
      const end = (name: string) =>
        moved(advance(orderProgram, restored, { wait: undoing(first, name), outcome: ok, now: 3 }))
      end("a")
      end("main")
      const last = end("b")
      expect(asks(last)).toEqual(["cancelled: Cancelled: The run was cancelled: twice"])
    }
  })
})

const ok = { ok: true, value: "done" } as const
