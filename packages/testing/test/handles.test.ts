import { describe, expect, it } from "vitest"
import { runInline, type Stubs } from "@statewright/testing"
import {
  barrier,
  Cancelled,
  fork,
  mutex,
  parallel,
  pool,
  race,
  scope,
  sleep,
  step,
  waitForEvent,
  workflow,
} from "@statewright/workflow"

const work = step("work", { run: async (name: string): Promise<string> => name })
const answers: Stubs = {
  work: async (name: string) => {
    if (name.startsWith("bad")) throw new Error(name)
    return name.toUpperCase()
  },
}

const run = async (body: () => Promise<unknown>, events = {}) => {
  const result = await runInline(workflow("test", {}, body), undefined, { steps: answers, events })
  return { ...result, trace: result.trace.map(({ input }) => String(input)) }
}

describe("scopes natively", () => {
  it("W.5 are cancelled from beside, clean up, and the run goes on", async () => {
    const { output, trace } = await run(
      async () => {
        const end = await scope(async (s) => {
          const watch = async (): Promise<string> => {
            await waitForEvent("sold")
            s.cancel("sold out")
            return "told"
          }
          const search = async (): Promise<string> => {
            try {
              await sleep("3 days")
              return await work("found")
            } finally {
              await work("clean up")
            }
          }
          return parallel([watch(), search()])
        })
        return [end, await work("next")]
      },
      { sold: [{ after: "1 day", payload: 1 }] },
    )
    expect(output).toEqual([{ status: "cancelled", reason: "sold out" }, "NEXT"])
    expect(trace).toEqual(["clean up", "next"])
  })

  it("W.5 tell code that cancels its own at its next wait", async () => {
    const { output, trace } = await run(async () => {
      const own = await scope(async (s) => {
        s.cancel()
        await work("not this")
      })
      const ended = await scope(async (s) => {
        s.cancel()
        return 1
      })
      return [own, ended]
    })
    expect(output).toEqual([{ status: "cancelled" }, { status: "completed", value: 1 }])
    expect(trace).toEqual([])
  })

  it("W.5 answer once their own code has cleaned up, also when it cancels before it waits", async () => {
    const { output, trace } = await run(async () => {
      const own = await scope(async (s) => {
        try {
          s.cancel()
          await work("not this")
        } finally {
          await work("clean")
          await work("up")
        }
      })
      return [own, await work("next")]
    })
    expect(output).toEqual([{ status: "cancelled" }, "NEXT"])
    expect(trace).toEqual(["clean", "up", "next"])
  })

  it("W.5 throw what their body throws", async () => {
    const { error } = await run(() => scope(() => work("bad")))
    expect(error).toEqual(new Error("bad"))
  })
})

describe("mutexes natively", () => {
  it("W.6 let one at a time work, in the order in which they asked", async () => {
    const till = mutex("till")
    const count = (name: string) => () =>
      till.run(async () => {
        await work(`${name} in`)
        await sleep("1 hour")
        await work(`${name} out`)
        return name
      })
    const { output, trace } = await run(() => fork({ a: count("a"), b: count("b"), c: count("c") }))
    expect(output).toEqual({ a: "a", b: "b", c: "c" })
    expect(trace).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"])
  })

  it("W.6 are free again when their work failed or was cut, also in the line", async () => {
    const { output, trace } = await run(async () => {
      const till = mutex("till")
      await till.run(() => work("bad")).catch(() => {})
      const holds = () => till.run(() => sleep("3 days"))
      const waits = () => till.run(() => work("never"))
      const first = await race({ holds, waits, soon: sleep("1 hour") })
      return [first.name, await till.run(() => work("after"))]
    })
    expect(output).toEqual(["soon", "AFTER"])
    expect(trace).toEqual(["bad", "after"])
  })

  it("W.6 refuse to wait for themselves", async () => {
    const { error } = await run(() => mutex("till").run(() => mutex("till").run(() => work("a"))))
    expect(error).toMatchObject({ _tag: "MutexHeld", key: "till" })
    expect((await run(() => mutex("").run(() => work("a")))).error).toMatchObject({ _tag: "InvalidOption" })
    const other = await run(() => mutex("till").run(() => mutex("till", { scope: "global" }).run(() => work("a"))))
    expect(other.output).toBe("A")
  })
})

describe("barriers natively", () => {
  it("W.7 hold those that arrive until enough have come, round after round", async () => {
    const { trace } = await run(async () => {
      const gate = barrier(2)
      const part = (name: string) => async () => {
        for (const round of [1, 2]) {
          await work(`${name}${round}`)
          await gate.arrive()
        }
      }
      await fork({ a: part("a"), b: part("b") })
    })
    expect(trace).toEqual(["a1", "b1", "a2", "b2"])
  })

  it("W.7 count different inputs where there are inputs; another arrival of one waits for the next round", async () => {
    const { output } = await run(async () => {
      const gate = barrier(2)
      const order: string[] = []
      const come = (name: string, input: string) => async () => {
        await gate.arrive(input)
        order.push(name)
      }
      const all = parallel([come("1", "x")(), come("2", "x")(), come("3", "y")()].slice(0, 3) as [Promise<void>])
      const late = come("4", "y")()
      await all
      await late
      return order
    })
    expect(output).toEqual(["1", "3", "2", "4"])
  })
})

describe("pools natively", () => {
  it("W.3 take work while others are at work, within their bound, until nothing is left", async () => {
    let most = 0
    let open = 0
    const { output } = await run(async () => {
      const visits = pool<string>({ maxParallelism: 2 })
      const visit = (name: string, depth: number) => async (): Promise<string> => {
        most = Math.max(most, ++open)
        const page = await work(name)
        if (depth > 0) for (const at of [1, 2]) visits.add(visit(`${name}${at}`, depth - 1))
        open--
        return page
      }
      visits.add(visit("p", 2))
      return visits.until()
    })
    expect((output as { value: string }[]).map(({ value }) => value)).toEqual([
      "P",
      "P1",
      "P2",
      "P11",
      "P12",
      "P21",
      "P22",
    ])
    expect(most).toBe(2)
  })

  it("W.3 end as soon as their condition holds, and are closed then", async () => {
    const { output, trace, error } = await run(async () => {
      const bids = pool<string>()
      for (const name of ["a", "bad", "c"]) bids.add(() => work(name))
      bids.add(async () => {
        try {
          await sleep("3 days")
        } catch (error) {
          if (error instanceof Cancelled) await work(`withdrawn: ${error.reason}`)
          throw error
        }
        return "never"
      })
      const ends = await bids.until((done) => done.filter(({ status }) => status === "fulfilled").length === 2)
      const refused: string[] = []
      try {
        bids.add(() => work("late"))
      } catch (closed) {
        refused.push(String(closed))
      }
      await bids.until().catch((closed: unknown) => refused.push(String(closed)))
      return [ends.map(({ status }) => status), refused]
    })
    expect(error).toBeUndefined()
    expect(output).toEqual([
      ["fulfilled", "rejected", "fulfilled", "cancelled"],
      ["PoolClosed: `add` came to a pool that is closed.", "PoolClosed: `until` came to a pool that is closed."],
    ])
    expect(trace).toEqual(["a", "bad", "c", "withdrawn: the others have decided"])
  })

  it("W.3 are completed or cancelled at once", async () => {
    const { output, trace } = await run(async () => {
      const one = pool<string>({ instanceTimeout: "2 days" })
      one.add(() => work("a"))
      one.add(async () => {
        await sleep("3 days")
        return "late"
      })
      await sleep("1 hour")
      const ends = await one.complete()
      const two = pool<void>()
      two.add(() => sleep("3 days"))
      await two.cancel("closed")
      return [ends, await work("next")]
    })
    expect(output).toEqual([[{ status: "fulfilled", value: "A" }, { status: "cancelled" }], "NEXT"])
    expect(trace).toEqual(["a", "next"])
  })
})
