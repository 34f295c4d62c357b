import { Cancelled } from "@statewright/workflow"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { newDatabase } from "./new-database.ts"
import { oneStep } from "./one-step.ts"
import { workflows, world } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { workshop } from "./workshop.ts"

const newEngine = async () => {
  const time = virtualTime()
  const database = await newDatabase()
  return { time, database, engine: await createEngineWith(time.services, { database, workflows }) }
}

/** An engine for whose clock no time passes: whoever leads has closed, and it does not take over. */
const whereNobodyLeads = async (database: string, leader?: Awaited<ReturnType<typeof newEngine>>["engine"]) => {
  const options = { database, workflows }
  const leading = leader ?? (await createEngineWith(virtualTime().services, options))
  const standby = await createEngineWith(virtualTime().services, options)
  await leading.close()
  return standby
}

beforeEach(() => {
  world.calls = []
  world.act = async () => "done"
})

describe("cancelling a run", () => {
  it("P.9 ends what only waits, with the reason, and clears its timers", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.nap.start(undefined)
    await run.cancel({ reason: "too late" })
    const end = await run.outcome()
    expect(end).toMatchObject({ status: "cancelled", error: { reason: "too late" } })
    expect(end.status === "cancelled" && end.error instanceof Cancelled).toBe(true)
    // Of no line of ours.
    expect(end).toMatchObject({ error: { stack: "Cancelled: The run was cancelled: too late" } })
    await expect(run.result()).rejects.toThrow("The run was cancelled: too late")
  })

  it("P.9 says clearly what cannot be cancelled, and changes nothing", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.workOnce.start("a")
    await run.result()
    await expect(run.cancel()).rejects.toMatchObject({ _tag: "RunEnded", code: "RUN-008", status: "completed" })
    await expect(engine.runs.cancel("nobody")).rejects.toMatchObject({ _tag: "RunNotFound" })
    expect(await run.info()).toMatchObject({ status: "completed", output: "done" })
  })

  it.each([false, true])("P.9 N.5 cancels a run whose start no leader has taken yet, by force: %s", async (force) => {
    const { engine, database, time } = await newEngine()
    await using _ = engine
    await using standby = await createEngineWith(time.services, { database, workflows })
    const { id } = await standby.workflows.workOnce.start(undefined)
    // Whoever leads may not have taken it yet.
    const run = await standby.workflows.workOnce.get(id)
    await run.cancel({ reason: "too late", force })
    await time.pass("1 second")
    expect(await run.outcome()).toMatchObject({ status: "cancelled", error: { reason: "too late" } })
    expect(world.calls).toEqual([])
  })

  it.each([false, true])(
    "P.9 N.5 runs no code of what was cancelled before anybody led, by force: %s",
    async (force) => {
      const database = await newDatabase()
      const early = await whereNobodyLeads(database)
      const starts = ["workOnce", "redo"] as const
      for (const name of starts) {
        await early.workflows[name].start(undefined, { id: name })
        await early.runs.cancel(name, { reason: "too late", force })
      }
      await early.workflows.workOnce.start("kept", { id: "kept" })
      await early.close()
      await using engine = await createEngineWith(virtualTime().services, { database, workflows })
      await (await engine.workflows.workOnce.get("kept")).result()
      for (const name of starts) {
        const run = await engine.workflows[name].get(name)
        expect(await run.outcome()).toMatchObject({ status: "cancelled", error: { reason: "too late" } })
        expect((await run.info()).steps).toEqual([])
        await expect(run.cancel()).rejects.toMatchObject({ _tag: "RunEnded" })
      }
      expect(world.calls.map(({ input }) => input)).toEqual(["kept"])
    },
  )

  it.each([false, true])(
    "SEMANTICS 23 N.5 begins no attempt anew of what was cancelled while nobody led, by force: %s",
    async (force) => {
      const database = await newDatabase()
      const first = await createEngineWith(virtualTime().services, { database, workflows })
      world.act = () => new Promise(() => {})
      await first.workflows.workOnce.start("a", { id: "a" })
      await first.workflows.workOnce.start("b", { id: "b" })
      await first.workflows.redo.start(undefined, { id: "tidies" })
      await until(() => world.calls.length === 3)
      const between = await whereNobodyLeads(database, first)
      for (const id of ["a", "tidies"]) await between.runs.cancel(id, { force })
      await between.close()
      world.calls = []
      world.act = async () => "done"
      await using engine = await createEngineWith(virtualTime().services, { database, workflows })
      expect(await (await engine.workflows.workOnce.get("b")).result()).toBe("done")
      expect(await (await engine.workflows.workOnce.get("a")).outcome()).toMatchObject({ status: "cancelled" })
      expect(await (await engine.workflows.redo.get("tidies")).outcome()).toMatchObject({ status: "cancelled" })
      const begun = world.calls.map(({ input }) => input)
      expect(new Set(begun)).toEqual(new Set(force ? ["b"] : ["b", "tidy"]))
      expect(begun).toHaveLength(force ? 1 : 2)
    },
  )

  it.each([{}, { concurrency: { limit: 1 } }])(
    "SEMANTICS 23 N.5 begins no attempt anew of what was cancelled, and rested until its version was there: %j",
    async (limit) => {
      const { act, begun } = workshop()
      const known = oneStep(act, { workflow: limit })
      const database = await newDatabase()
      const open = () => createEngineWith(virtualTime().services, { database, workflows: known })
      const first = await open()
      const { id } = await first.workflows.job.start({ n: 1 })
      await until(() => begun.length === 1)
      const between = await open()
      await first.close()
      await between.runs.cancel(id)
      await between.close()
      const without = await createEngineWith(virtualTime().services, { database, workflows: registry({}) })
      expect(await without.runs.get(id)).toMatchObject({ status: "parked" })
      await without.close()
      await using engine = await open()
      await until(async () => (await engine.runs.get(id)).endedAt !== undefined)
      expect(await engine.runs.get(id)).toMatchObject({ status: "cancelled", steps: [{ attempts: 1 }] })
      expect(begun).toEqual([1])
    },
  )

  it("P.9 SEMANTICS 23 signals a step at work, and keeps what it comes to within ten seconds", async () => {
    const { engine, time } = await newEngine()
    await using _ = engine
    const soon = Promise.withResolvers<string>()
    world.act = () => soon.promise
    const run = await engine.workflows.workOnce.start("a")
    await until(() => world.calls.length === 1)
    await run.cancel()
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })
    expect(world.calls[0]?.aborted()).toBe(true)
    expect((await run.info()).steps).toMatchObject([{ status: "cancelled" }])
    await time.pass("9 seconds")
    soon.resolve("charged")
    await until(async () => (await run.info()).steps[0]?.status === "completed")
    expect(await run.info()).toMatchObject({ status: "cancelled", steps: [{ output: "charged" }] })
  })

  it("P.9 SEMANTICS 23 drops what a step comes to after that", async () => {
    const { engine, time } = await newEngine()
    await using _ = engine
    const late = Promise.withResolvers<string>()
    world.act = () => late.promise
    const run = await engine.workflows.workOnce.start("a")
    await until(() => world.calls.length === 1)
    await run.cancel()
    await run.outcome()
    await time.pass("10 seconds")
    late.resolve("charged")
    await time.pass("1 second")
    expect((await run.info()).steps).toMatchObject([{ status: "cancelled" }])
  })

  it("P.9 SEMANTICS 23 lets it clean up, over the end of the process too, and tells it once", async () => {
    const { engine, database, time } = await newEngine()
    world.act = () => new Promise(() => {})
    const { id, cancel, info } = await engine.workflows.tidy.start(undefined)
    await cancel({ reason: "first" })
    await until(() => world.calls.length === 1)
    await cancel({ reason: "second" })
    expect(await info()).toMatchObject({ status: "running", steps: [{ input: "tidy", status: "running" }] })
    await engine.close()

    world.act = async () => "done"
    await using second = await createEngineWith(time.services, { database, workflows })
    const end = await (await second.workflows.tidy.get(id)).outcome()
    expect(end).toMatchObject({ status: "cancelled", error: { reason: "first" } })
    expect(world.calls.map(({ input, attempt }) => [input, attempt])).toEqual([
      ["tidy", 1],
      ["tidy", 2],
    ])
  })

  it("P.9 SEMANTICS 23 gives it five minutes for that", async () => {
    const { engine, time } = await newEngine()
    await using _ = engine
    world.act = () => new Promise(() => {})
    const run = await engine.workflows.tidy.start(undefined)
    await run.cancel()
    await until(() => world.calls.length === 1)
    await time.pass("299 seconds")
    expect(await run.info()).toMatchObject({ status: "running" })
    await time.pass("1 second")
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })
    expect(world.calls[0]?.aborted()).toBe(true)
  })

  it("P.9 ends it at once by force", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    const run = await engine.workflows.tidy.start(undefined)
    await run.cancel({ force: true, reason: "now" })
    expect(await run.outcome()).toMatchObject({ status: "cancelled", error: { reason: "now" } })
    expect(world.calls).toEqual([])
  })

  it("P.9 SEMANTICS 23 tries a call that fails while its run cleans up no more, and tells no process to", async () => {
    const { engine, database, time } = await newEngine()
    const [first, tidy] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
    world.act = (input) => (input === "first" ? first.promise : tidy.promise)
    const run = await engine.workflows.redo.start(undefined)
    await until(() => world.calls.length === 1)
    await run.cancel()
    await until(() => world.calls.length === 2)
    first.reject(new Error("not now"))
    await until(async () => (await run.info()).steps[0]?.status === "failed")
    await time.pass("10 seconds")
    expect(world.calls.map(({ input }) => input)).toEqual(["first", "tidy"])
    tidy.resolve("done")
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })

    // And one that was at work when the process ended is not begun again, but for the clean-up.
    world.calls = []
    world.act = () => new Promise(() => {})
    const other = await engine.workflows.redo.start(undefined)
    await until(() => world.calls.length === 1)
    await other.cancel()
    await until(() => world.calls.length === 2)
    await engine.close()
    world.calls = []
    world.act = async () => "done"
    await using second = await createEngineWith(time.services, { database, workflows })
    expect(await (await second.workflows.redo.get(other.id)).outcome()).toMatchObject({ status: "cancelled" })
    expect(world.calls.map(({ input }) => input)).toEqual(["tidy"])
  })

  it("P.9 SEMANTICS 23 tries nothing again in a cancelled run", async () => {
    const { engine, time } = await newEngine()
    await using _ = engine
    world.act = async () => {
      throw new Error("not now")
    }
    const run = await engine.workflows.workOnce.start("a")
    await until(async () => (await run.info()).steps[0]?.status === "retrying")
    await run.cancel()
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })
    await time.pass("1 minute")
    expect(world.calls).toHaveLength(1)
  })
})
