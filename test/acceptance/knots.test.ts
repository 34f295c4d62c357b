import { createEngineWith } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import { runCompiled, runInline } from "@statewright/testing"
import Database from "better-sqlite3"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualClock } from "./virtual-clock.ts"
import { ropes } from "./workflows/knots.workflow.ts"

const turn = () => new Promise((resolve) => setImmediate(resolve))

const until = async (is: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await is())) await turn()
}

const newEngine = async () => {
  const clock = virtualClock(0)
  const database = await newDatabase()
  const open = () => createEngineWith(clock.services, { database, workflows, durability: "normal" })
  return { clock, database, open }
}

/** Nobody has a rope in hand before both have taken their first. */
const inStep = (): void => {
  const both = Promise.withResolvers<void>()
  ropes.pull = async () => {
    if (ropes.taken.length >= 2) both.resolve()
    await both.promise
  }
}

beforeEach(() => {
  ropes.taken = []
  ropes.pull = async () => {}
})

const xy = { first: "x", second: "y" }
const yx = { first: "y", second: "x" }

describe("runs that wait for each other's mutexes", () => {
  it("W.6 are found as soon as the last wait begins: one fails, and names all of them", async () => {
    inStep()
    const { open } = await newEngine()
    await using engine = await open()
    const runs = [
      await engine.workflows.tie.start(xy, { id: "r1" }),
      await engine.workflows.tie.start(yx, { id: "r2" }),
    ]
    const ends = await Promise.all(runs.map((run) => run.outcome()))
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["completed", "failed"])
    const [failed] = ends.flatMap((end) => (end.status === "failed" ? [end.error] : []))
    const [own, other] = ends[0]?.status === "failed" ? ["r1", "r2"] : ["r2", "r1"]
    const [wanted, held] = own === "r1" ? ["y", "x"] : ["x", "y"]
    expect(failed).toMatchObject({
      _tag: "MutexDeadlock",
      key: wanted,
      waits: [
        { run: own, for: other, key: wanted },
        { run: other, for: own, key: held },
      ],
      message: `The mutex "${wanted}" can never be free: run ${own} waits for "${wanted}", held by run ${other}, which waits for "${held}", held by run ${own}. Take several mutexes in one order.`,
    })
  })

  it("W.6 go on where one of them catches that and lets go", async () => {
    inStep()
    const { open } = await newEngine()
    await using engine = await open()
    const runs = [
      await engine.workflows.yielding.start(xy, { id: "r1" }),
      await engine.workflows.yielding.start(yx, { id: "r2" }),
    ]
    const outputs = await Promise.all(runs.map((run) => run.result()))
    expect([
      ["let go of x: y", "x pulled"],
      ["y pulled", "let go of y: x"],
    ]).toContainEqual(outputs)
  })

  it("W.6 are found where a run waits for itself, or for a sub-workflow that wants what it holds", async () => {
    const { open } = await newEngine()
    await using engine = await open()
    inStep()
    const alone = await engine.workflows.crossed.start(xy)
    expect(["fulfilled, rejected", "rejected, fulfilled"]).toContain(await alone.result())
    const parent = await engine.workflows.within.start("z", { id: "p" })
    const end = await parent.outcome()
    const [child] = (await parent.info()).children
    expect(end).toMatchObject({
      status: "failed",
      error: {
        _tag: "ChildFailed",
        error: {
          _tag: "MutexDeadlock",
          key: "z",
          waits: [
            { run: child?.id, for: "p", key: "z" },
            { run: "p", for: child?.id },
          ],
        },
      },
    })
  })

  it("W.6 one is told that holds what others wait for, not who holds nothing and waits longest", async () => {
    const { open, database } = await newEngine()
    await using engine = await open()
    const store = await openSqliteStore({ path: database })
    const asked = Promise.withResolvers<void>()
    ropes.pull = () => asked.promise
    const run = await engine.workflows.bystander.start(xy)
    await until(async () => ropes.taken.length === 2 && (await store.mutexes()).length === 3)
    asked.resolve()
    expect(["fulfilled, rejected, fulfilled", "rejected, fulfilled, fulfilled"]).toContain(await run.result())
    await store.close()
  })

  it("W.6 are left alone where something else can move one of them: a sleep, an event", async () => {
    inStep()
    const { open, clock, database } = await newEngine()
    await using engine = await open()
    const store = await openSqliteStore({ path: database })
    const asking = async () => (await store.mutexes()).filter(({ granted }) => !granted).length
    const first = await engine.workflows.impatient.start(xy)
    const second = await engine.workflows.tie.start(yx)
    await until(async () => (await asking()) === 2)
    for (let turns = 0; turns < 50; turns++) await turn()
    expect(await asking()).toBe(2)
    expect((await second.info()).rests).toMatchObject([{ kind: "lock", name: "x", holder: first.id }])
    expect((await first.info()).rests).toContainEqual(
      expect.objectContaining({ kind: "lock", name: "y", holder: second.id }),
    )
    clock.pass(3_600_000)
    expect(await first.result()).toBe("late")
    expect(await second.result()).toBe("x pulled")

    ropes.taken = []
    inStep()
    const third = await engine.workflows.listening.start(xy)
    const fourth = await engine.workflows.yielding.start(yx)
    await until(async () => (await asking()) === 2)
    for (let turns = 0; turns < 50; turns++) await turn()
    expect(await asking()).toBe(2)
    // Now nothing else can.
    await engine.events.send({ name: "told", payload: "so", to: third.id })
    const ends = await Promise.all([third.outcome(), fourth.outcome()])
    expect(ends.map(({ status }) => status)).toContain("completed")
    expect(ends).toHaveLength(2)
    await store.close()
  })

  it("W.6 N.5 are found by the engine that leads next, too", async () => {
    const { open, database } = await newEngine()
    const first = await open()
    const store = await openSqliteStore({ path: database })
    await first.workflows.keep.start("p", { id: "holder" })
    await until(async () => (await store.mutexes()).some(({ granted }) => granted))
    await first.workflows.yielding.start({ first: "x", second: "p" }, { id: "r1" })
    await first.workflows.yielding.start({ first: "y", second: "p" }, { id: "r2" })
    await until(async () => (await store.mutexes()).filter(({ key }) => key === "p").length === 3)
    await store.close()
    await first.close()
    const file = new Database(database)
    // As if it had ended right when both had asked for what the other holds.
    file.exec("UPDATE mutexes SET key = 'y' WHERE run_id = 'r1' AND granted = 0")
    file.exec("UPDATE mutexes SET key = 'x' WHERE run_id = 'r2' AND granted = 0")
    file.close()
    await using second = await open()
    const ends = await Promise.all(["r1", "r2"].map(async (id) => (await second.workflows.yielding.get(id)).result()))
    expect(ends.filter((end) => end.startsWith("let go of"))).toHaveLength(1)
    expect(ends).toContain("p pulled")
  })

  it("W.6 in a test without an engine fail the run, as a function and as its machine", async () => {
    const stubs = { pull: async (rope: string) => `${rope} pulled` }
    const native = await runInline(workflows.crossed.workflow, xy, { steps: stubs })
    expect(native).toMatchObject({ status: "failed", error: { _tag: "NothingCanCome" } })
    expect(native.trace).toHaveLength(2)
    for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
      expect(await runCompiled(workflows.crossed, xy, { steps: stubs, mode }), mode).toEqual(native)
    }
  })
})
