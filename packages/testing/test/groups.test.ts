import { describe, expect, it } from "vitest"
import { runInline, type Stubs } from "@statewright/testing"
import {
  atLeast,
  BranchTimedOut,
  Cancelled,
  forEach,
  fork,
  JoinFailed,
  parallel,
  race,
  sleep,
  step,
  waitForEvent,
  workflow,
} from "@statewright/workflow"

const never = async (): Promise<never> => {
  throw new Error("a stubbed step ran")
}
const work = step("work", { run: async (_name: string): Promise<string> => never() })
const undo = step("undo", { run: async (_name: string): Promise<string> => never() })
const answers: Stubs = {
  work: async (name: string) => {
    if (name.startsWith("bad")) throw new Error(name)
    return name.toUpperCase()
  },
  undo: async (name: string) => `undid ${name}`,
}

/** Works, or cleans up when it is cut. */
const careful = async (name: string, after: "1 day" | "2 days" | "3 days"): Promise<string> => {
  try {
    await sleep(after)
    return await work(name)
  } catch (error) {
    if (error instanceof Cancelled) await undo(`${name}: ${error.reason}`)
    throw error
  }
}

const run = async (body: () => Promise<unknown>, events = {}) => {
  const result = await runInline(workflow("test", {}, body), undefined, { steps: answers, events })
  return { ...result, trace: result.trace.map(({ step: name, input }) => `${name} ${String(input)}`) }
}

describe("groups natively", () => {
  it("W.2 cut what has lost, which cleans up before the run ends; SEMANTICS 23", async () => {
    const { output, trace } = await run(() =>
      fork({ a: () => careful("a", "2 days"), b: () => careful("b", "1 day") }, { join: "any" }),
    )
    expect(output).toEqual({ a: { status: "cancelled" }, b: { status: "fulfilled", value: "B" } })
    expect(trace).toEqual(["work b", "undo a: the others have decided"])
  })

  it("W.2 go on while the losers clean up, and nested losers clean up from within", async () => {
    const inner = () => parallel([() => careful("c", "3 days"), () => careful("d", "3 days")])
    const { output, trace } = await run(async () => {
      const first = await race({ a: () => work("a"), nested: inner })
      return [first, await work("next")]
    })
    expect(output).toEqual([{ name: "a", value: "A" }, "NEXT"])
    expect(trace.toSorted()).toEqual(
      ["undo c: the others have decided", "undo d: the others have decided", "work a", "work next"].toSorted(),
    )
  })

  it("F04.5 wait for losers, or leave them, where the author says so", async () => {
    const branches = { a: () => careful("a", "2 days"), b: () => careful("b", "1 day") }
    const awaited = await run(() => fork(branches, { join: "any", losers: "await" }))
    expect(awaited.output).toEqual({
      a: { status: "fulfilled", value: "A" },
      b: { status: "fulfilled", value: "B" },
    })
    const detached = await run(() => fork(branches, { join: "any", losers: "detach" }))
    expect(detached.output).toEqual({ a: { status: "detached" }, b: { status: "fulfilled", value: "B" } })
  })

  it("F04.5 fail at once with every error when the join cannot be met", async () => {
    const { error } = await run(() =>
      parallel([() => work("bad 1"), () => careful("slow", "3 days"), () => work("bad 2")], { join: atLeast(2) }),
    )
    expect(error).toBeInstanceOf(JoinFailed)
    expect(error).toMatchObject({ errors: [new Error("bad 1"), new Error("bad 2")], needed: 2, count: 3 })
  })

  it("F04.6 fail a branch alone that takes too long", async () => {
    const { output, trace } = await run(() =>
      fork(
        { a: () => careful("a", "1 day"), b: () => careful("b", "3 days") },
        { join: "any", losers: "await", branchTimeout: "2 days" },
      ),
    )
    expect(output).toMatchObject({ a: { value: "A" }, b: { status: "rejected", reason: { branch: "b" } } })
    expect(trace).toEqual(["work a", "undo b: it took too long"])
    const { error } = await run(() => fork({ b: () => careful("b", "3 days") }, { branchTimeout: "2 days" }))
    expect(error).toBeInstanceOf(BranchTimedOut)
  })

  it("W.4 close the events and sleeps that have lost, so that a later wait takes what comes", async () => {
    const { output } = await run(
      async () => {
        const first = await race({ paid: waitForEvent("paid"), late: sleep("2 days") })
        return [first.name, await waitForEvent("paid")]
      },
      { paid: [{ after: "3 days", payload: 5 }] },
    )
    expect(output).toEqual(["late", 5])
  })

  it("F03.3, F03.4, F03.9 go through items one after the other, or side by side within a bound", async () => {
    const one = await run(() => forEach(["a", "b", "c"], {}, async (item, at) => [at, await work(item)]))
    expect(one.output).toEqual([
      [0, "A"],
      [1, "B"],
      [2, "C"],
    ])
    let most = 0
    let open = 0
    const bounded = await run(() =>
      forEach(new Set([1, 2, 3, 4, 5]), { mode: "parallel", maxParallelism: 2, maxIterations: 4 }, async (item) => {
        most = Math.max(most, ++open)
        await sleep(item % 2 === 0 ? "1 day" : "2 days")
        open--
        return item
      }),
    )
    expect([bounded.output, most]).toEqual([[1, 2, 3, 4], 2])
  })

  it("F03.5 stop, cancel what is at work and begin no more", async () => {
    const { error, trace } = await run(() =>
      forEach(["a", "bad", "c", "d"], { mode: "parallel", maxParallelism: 3 }, (item) =>
        item === "bad" ? work(item) : careful(item, "1 day"),
      ),
    )
    expect(error).toEqual(new Error("bad"))
    expect(trace.toSorted()).toEqual(["undo a: the others have decided", "undo c: the others have decided", "work bad"])
  })

  it("F03.8 refuse what cannot be gone through", async () => {
    // What a program without types may give.
    const given = Promise.resolve([1]) as unknown as number[]
    const { error } = await run(() => forEach(given, {}, async (item) => item))
    expect(error).toMatchObject({
      _tag: "NotIterable",
      code: "DEF-008",
      message: "`forEach` cannot go through a Promise.",
    })
  })

  it("SEMANTICS 23: a group whose part is cut ends when its members have cleaned up", async () => {
    const { trace } = await run(() =>
      race({
        soon: sleep("1 day"),
        nested: async () => {
          try {
            await fork({ a: () => careful("a", "2 days"), b: () => careful("b", "3 days") }, { losers: "await" })
          } finally {
            await undo("outer")
          }
        },
      }),
    )
    expect(trace).toEqual(["undo a: the others have decided", "undo b: the others have decided", "undo outer"])
  })
})
