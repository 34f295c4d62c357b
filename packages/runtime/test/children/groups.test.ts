import { openSqliteStore } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { type Act, type Script, scriptedProgram, slowCalls } from "../advance/scripted.ts"
import { newDatabase } from "../engine/new-database.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"

const does = (...acts: readonly (Act | string)[]): Script => ({
  does: acts.map((act) => (typeof act === "string" ? { kind: "step", name: act } : act)),
})
const nap = (millis: number): Act => ({ kind: "sleep", millis })
const hour = 3_600_000
const stored = (input: string): string => `[1,"${input}"]`

const newEngine = async () => {
  const time = virtualTime()
  const database = await newDatabase()
  const workflows = registry({ flow: scriptedProgram })
  const open = () => createEngineWith(time.services, { database, workflows })
  const store = await openSqliteStore({ path: database })
  const started = { engine: await open() }
  const start = async (script: Script) => {
    // Its workflow declares no input.
    const client = started.engine.workflows.flow as unknown as {
      start(input: unknown, options: object): ReturnType<typeof started.engine.workflows.flow.start>
    }
    return client.start(script, { id: "r" })
  }
  const restart = async () => {
    await started.engine.close()
    started.engine = await open()
    return started.engine.workflows.flow.get("r")
  }
  const dispose = async (): Promise<void> => {
    await started.engine.close()
    await store.close()
  }
  return { time, store, start, restart, [Symbol.asyncDispose]: dispose }
}

describe("groups of branches in the engine", () => {
  it("F01.8 F04.7 every branch has records of its own: its status, and its steps", async () => {
    await using given = await newEngine()
    const of = [does("a", nap(hour), "late"), does("b"), does({ kind: "throw", error: "no" })]
    const run = await given.start({
      ...does({ kind: "parallel", of, options: { maxParallelism: 3 } }),
      swallows: "failed",
    })
    await until(async () => (await given.store.steps("r")).filter(({ endedAt }) => endedAt !== null).length === 2)
    const statuses = async () => (await given.store.strands("r")).map(({ status }) => status)
    expect(await statuses()).toEqual(["running", "completed", "failed"])
    await given.time.pass("1 hour")
    expect(await run.result()).toBe("failed")
    expect(await statuses()).toEqual(["completed", "completed", "failed"])
    const [first, second] = await given.store.strands("r")
    expect((await given.store.steps("r")).map(({ input, within, status }) => [input, within, status])).toEqual([
      [stored("a"), first?.waitId, "completed"],
      [stored("b"), second?.waitId, "completed"],
      [stored("late"), first?.waitId, "completed"],
    ])
  })

  it("F03.6 F03.10 a wide forEach keeps what its iterations came to in rows, and gives it in their order", async () => {
    await using given = await newEngine()
    const names = Array.from({ length: 200 }, (_, at) => `step ${at}`)
    const of = names.map((name) => does(name))
    const run = await given.start(does({ kind: "each", of, options: { mode: "parallel", maxParallelism: 20 } }))
    expect(await run.result()).toEqual(names)
    const strands = await given.store.strands("r")
    expect(strands).toHaveLength(200)
    expect(new Set(strands.map(({ status }) => status))).toEqual(new Set(["completed"]))
    expect(strands[7]).toMatchObject({ item: 7, payload: `[1,"step 7"]`, within: null })
    const steps = await given.store.steps("r")
    expect(new Set(steps.map(({ within }) => within))).toEqual(new Set(strands.map(({ waitId }) => waitId)))
    expect(await given.store.transitions("r")).toContainEqual(
      expect.objectContaining({ movedBy: expect.objectContaining({ kind: "collect" }) }),
    )
  })

  it("F03.11 goes on in the middle of a wide forEach, and repeats nothing that has finished", async () => {
    await using given = await newEngine()
    const of = Array.from({ length: 100 }, (_, at) => does(`step ${at}`, nap(hour), `late ${at}`))
    await given.start(does({ kind: "each", of, options: { mode: "parallel", maxParallelism: 60 } }))
    await until(async () => (await given.store.timers("r")).length === 60)
    const run = await given.restart()
    for (const _ of "ab") await given.time.pass("1 hour")
    expect(await run.result()).toEqual(of.map((_, at) => `late ${at}`))
    expect((await given.store.steps("r")).filter(({ attempt }) => attempt > 1)).toEqual([])
  })

  it("F04.6 a branch that takes longer than its time fails alone, and leaves no timer behind", async () => {
    await using given = await newEngine()
    const of = { quick: does("a"), slow: { ...does(nap(9 * hour)), cleanUp: ["undo"] } }
    const run = await given.start(does({ kind: "fork", of, options: { branchTimeout: "1 hour" } }))
    await until(async () => (await given.store.strands("r")).some(({ status }) => status === "completed"))
    await given.time.pass("1 hour")
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { _tag: "BranchTimedOut", branch: "slow" } })
    expect(await given.store.timers("r")).toEqual([])
    expect((await given.store.strands("r")).map(({ name, status }) => [name, status])).toEqual([
      ["quick", "completed"],
      ["slow", "failed"],
    ])
    expect((await given.store.steps("r")).map(({ input }) => input)).toContain(`[1,"undo"]`)
  })

  it("F04.5 a run whose body has ended goes on while losers clean up", async () => {
    await using given = await newEngine()
    const slow: Script = { does: [nap(9 * hour)], cleanUp: ["undo", "nap"] }
    const of = { won: does("a"), lost: { ...does({ kind: "fork", of: { slow } }), cleanUp: ["last"] } }
    const run = await given.start(does({ kind: "fork", of, options: { join: "any" } }))
    await until(async () => (await given.store.run("r"))?.endedAt !== null)
    expect(await run.result()).toMatchObject({ won: { value: "a" }, lost: { status: "cancelled" } })
    expect((await given.store.steps("r")).map(({ input }) => input)).toEqual(["a", "undo", "nap", "last"].map(stored))
  })

  it("W.2 F04.5 a loser that was at a step is not begun again by the next process; what cleans up is (fault 28)", async () => {
    await using given = await newEngine()
    const lost: Script = { ...does("slow"), cleanUp: ["slow clean-up"] }
    const script = does({ kind: "fork", of: { won: does("a"), lost }, options: { join: "any" } }, nap(hour))
    await given.start(script)
    await until(async () => (await given.store.steps("r")).length === 3)
    await until(async () => slowCalls.length === 2)
    await given.restart()
    await until(async () => slowCalls.length > 2)
    expect((await given.store.steps("r")).map(({ input, attempt }) => [input, attempt])).toEqual([
      [stored("a"), 1],
      [stored("slow"), 1],
      [stored("slow clean-up"), 2],
    ])
  })

  it("W.2 F04.5 a loser that is detached goes on as a run of its own, and is no child any more", async () => {
    await using given = await newEngine()
    const of = { won: does("a"), lost: does(nap(hour), "late") }
    const run = await given.start(does({ kind: "fork", of, options: { join: "any", losers: "detach" } }))
    expect(await run.result()).toEqual({ won: { status: "fulfilled", value: "a" }, lost: { status: "detached" } })
    const links = await given.store.linksOf("r", { limit: 9 })
    expect(new Set(links.map(({ kind, entry, ended }) => `${kind} ${entry} ${ended}`))).toEqual(
      new Set(["child branch true", "detached branch false"]),
    )
    const id = links.find(({ kind }) => kind === "detached")?.runId ?? ""
    await until(async () => (await given.store.timers(id)).length === 1)
    await given.time.pass("1 hour")
    await until(async () => (await given.store.run(id))?.status === "completed")
    expect(await given.store.run(id)).toMatchObject({ workflow: "flow", output: `[1,"late"]` })
    expect(await given.store.pendingInbox({ limit: 9 })).toEqual([])
  })
})
