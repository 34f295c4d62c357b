import { describe, expect, it } from "vitest"
import { runInline } from "@statewright/testing"
import { barrier, fork, mutex, parallel, pool, race, sleep, step, waitForEvent, workflow } from "@statewright/workflow"

const work = step("work", { run: async (name: string): Promise<string> => name })
const steps = { work: async (name: string) => name.toUpperCase() }
const run = (body: () => Promise<unknown>) => runInline(workflow("test", {}, body), undefined, { steps })

const only = (reason: string) => ({
  status: "failed",
  error: {
    _tag: "NothingCanCome",
    code: "RUN-023",
    message: `Workflow \`test\` waits for what can never come: ${reason}.`,
  },
})

describe("a run as a function that nothing can move any more", () => {
  it("W.7 fails at a barrier to which too few have come", async () => {
    const seen: string[] = []
    const ended = await run(async () => {
      const gate = barrier(3)
      try {
        await fork({
          early: async () => gate.arrive(),
          late: async () => {
            await sleep("1 day")
            await work("late")
            await gate.arrive()
          },
        })
      } catch {
        seen.push("caught")
      } finally {
        seen.push("cleaned up")
      }
    })
    expect(ended).toMatchObject(only("only 2 of 3 have come to its barrier, and no one else can"))
    expect(ended.trace.map(({ input }) => input)).toEqual(["late"])
    // As in the engine, no code of the author's is told.
    expect(seen).toEqual([])
  })

  it("W.2 N.5 answers a branch that begins where the time of another one is over, too", async () => {
    const { output, trace } = await run(async () => {
      const slow = async () => {
        await sleep("2 hours")
        return "slow"
      }
      const options = { join: "any", maxParallelism: 1, branchTimeout: "1 hour" } as const
      return parallel([slow, async () => work("next")], options)
    })
    expect(trace.map(({ input }) => input)).toEqual(["next"])
    expect(output).toMatchObject([{ status: "rejected" }, { status: "fulfilled", value: "NEXT" }])
  })

  it("W.7 goes on where a barrier is left, or where the last one takes its time", async () => {
    const { output } = await run(async () => {
      const gate = barrier(2)
      const first = await race({ gate: gate.arrive(), soon: sleep("1 hour") })
      const both = await fork({
        a: async () => gate.arrive(),
        b: async () => {
          await sleep("3 days")
          await gate.arrive()
          return work("b")
        },
      })
      return [first.name, both.b]
    })
    expect(output).toEqual(["soon", "B"])
  })

  it("W.6 fails where two wait for what the other holds, also in the name of all runs", async () => {
    for (const reach of ["run", "global"] as const) {
      const both = (one: string, other: string) => async () =>
        mutex(one, { scope: reach }).run(async () => {
          await sleep("1 second")
          await mutex(other, { scope: reach }).run(() => work("never"))
        })
      const ended = await run(() => fork({ a: both("x", "y"), b: both("y", "x") }))
      const reason = "it waits for the mutex `y`, and whoever holds that waits for what it holds"
      expect(ended).toMatchObject(only(reason))
      expect(ended.trace).toEqual([])
    }
  })

  it("W.6 keeps no lock: the next test has it", async () => {
    const till = () => mutex("till", { scope: "global" })
    const waits = run(() => till().run(() => waitForEvent("unsent")))
    await expect(waits).rejects.toMatchObject({ _tag: "EventMissing" })
    expect(await run(() => till().run(() => work("next")))).toMatchObject({ output: "NEXT" })
  })

  it("W.3 fails where the work of a pool waits for the pool", async () => {
    const ended = await run(async () => {
      const own = pool<unknown>()
      own.add(async () => own.until())
      return own.until()
    })
    expect(ended).toMatchObject(only("it waits for its own end"))
  })

  it("W.3 fails where the work of a pool stands at a barrier", async () => {
    const ended = await run(async () => {
      const gate = barrier(2)
      const all = pool<void>()
      all.add(() => gate.arrive())
      await all.until()
    })
    expect(ended).toMatchObject(only("only 1 of 2 have come to its barrier, and no one else can"))
  })

  it("F08.4 fails as a sub-workflow, and its parent is told", async () => {
    const child = workflow("child", {}, async () => {
      const gate = barrier(2)
      await gate.arrive()
    })
    const told = await run(async () => {
      try {
        await child(undefined)
      } catch (error) {
        return [String(error), await work("after")]
      }
      return undefined
    })
    expect(told).toMatchObject({
      output: [
        "ChildFailed: Sub-workflow `child` failed: Workflow `child` waits for what can never come: only 1 of 2 have come to its barrier, and no one else can.",
        "AFTER",
      ],
    })
  })
})
