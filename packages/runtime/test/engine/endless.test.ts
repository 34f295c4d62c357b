import { step, workflow } from "@statewright/workflow"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngine, createEngineWith, type Engine } from "../../src/index.ts"
import {
  completed,
  event,
  join,
  program,
  region,
  registry,
  returned,
  segment,
  setup,
  site,
  sleep,
  start,
  threw,
  wait,
} from "../../src/machine/index.ts"
import { newDatabase } from "./new-database.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

/** What stops, or does not. */
const world = { endless: true, calls: [] as string[] }

const note = step("note", {
  run: async (what: string) => {
    world.calls.push(what)
    return what
  },
})

/** The author's loop whose end codegen could not see. */
const afterSpin = <Result>(result: Result): Result => {
  while (world.endless);
  return result
}

const guarded = { guarded: "line 1: while (endless)" }

const ends = { returned: returned(), threw: threw() }

/** `async () => { const noted = await note("a"); spin(); return noted }` */
const afterStep = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => start(note, "a"), { next: "note" }),
    note: wait("note", { done: "end", keep: [] }),
    end: segment((_: object, noted: unknown) => afterSpin(completed(noted)), { return: "returned" }, guarded),
    ...ends,
  },
})

/** `async () => { spin(); return note("a") }` */
const atStart = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => afterSpin(start(note, "a")), { next: "note" }, guarded),
    note: wait("note", { done: "end", keep: [] }),
    end: segment((_: object, noted: unknown) => completed(noted), { return: "returned" }),
    ...ends,
  },
})

/** `async () => { await sleep("1 day"); spin(); return "woke" }` */
const afterSleep = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => sleep("1 day"), { next: "sleep" }),
    sleep: wait("sleep", { done: "end", keep: [] }),
    end: segment(() => afterSpin(completed("woke")), { return: "returned" }, guarded),
    ...ends,
  },
})

/** `async () => { try { await sleep("1 day") } catch { spin() } }` */
const inCleanUp = setup<object>().createMachine({
  id: "main",
  initial: "try",
  states: {
    try: region({
      initial: "begin",
      caught: "caught",
      states: {
        begin: segment(() => sleep("1 day"), { next: "sleep" }),
        sleep: wait("try/sleep", { done: "woke", keep: [] }),
        woke: segment(() => completed("woke"), { return: "#main.returned" }),
      },
    }),
    caught: segment(() => afterSpin(completed("tidied")), { return: "returned" }, guarded),
    ...ends,
  },
})

/** `async () => { const both = await parallel([note("a"), note("b")]); spin(); return both }` */
const afterJoin = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => join("all", [start(note, "a"), start(note, "b")]), { next: "both" }),
    both: wait("both", { done: "end", keep: [] }),
    end: segment((_: object, both: unknown) => afterSpin(completed(both)), { return: "returned" }, guarded),
    ...ends,
  },
})

/** `async () => { const went = await waitForEvent("go"); spin(); return went }` */
const afterEvent = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => event("go"), { next: "go" }),
    go: wait("go", { done: "end", keep: [] }),
    end: segment((_: object, went: unknown) => afterSpin(completed(went)), { return: "returned" }, guarded),
    ...ends,
  },
})

/** Nothing runs in it: XState alone goes round. */
const round = setup<object>().createMachine({
  id: "main",
  initial: "there",
  states: { there: { always: "back" }, back: { always: "there" }, ...ends },
})

const compiled = (name: string, main: typeof round) =>
  program({
    workflow: workflow(name, {}, async () => {}),
    version: "1",
    main,
    steps: [note],
    events: { go: site("go") },
  })

const workflows = registry({
  afterStep: compiled("afterStep", afterStep),
  atStart: compiled("atStart", atStart),
  afterSleep: compiled("afterSleep", afterSleep),
  inCleanUp: compiled("inCleanUp", inCleanUp),
  afterJoin: compiled("afterJoin", afterJoin),
  afterEvent: compiled("afterEvent", afterEvent),
  round: compiled("round", round),
})

const isParked = expect.objectContaining({
  code: "RUN-003",
  message: expect.stringMatching(
    /RUN-020 Segment `\w*` of workflow `\w+` did not end within 200 ms \(line 1: .*segmentTimeout/,
  ),
})

/** Resumes a run, and waits until it rests again or has ended. */
const resumed = async ({ runs }: Pick<Engine, "runs">, id: string) => {
  const before = await runs.get(id)
  await runs.resume(id)
  await until(async () => {
    const { status, updatedAt } = await runs.get(id)
    return status !== "running" && updatedAt > before.updatedAt
  })
  return runs.get(id)
}

beforeEach(() => {
  world.endless = true
  world.calls = []
})

describe("code of a workflow that does not end", () => {
  const open = async (database: string) =>
    createEngine({ database, workflows, segmentTimeout: 200, durability: "normal" })

  it("N.6 parks its run where it rested, and the others go on (fault 31)", async () => {
    await using engine = await open(await newDatabase())
    const run = await engine.workflows.afterStep.start()
    await expect(run.result()).rejects.toEqual(isParked)
    expect(await run.info()).toMatchObject({
      status: "parked",
      state: "note",
      steps: [{ status: "completed", output: "a" }],
    })
    world.endless = false
    expect(await (await engine.workflows.afterStep.start()).result()).toBe("a")
  })

  it("N.2 goes on when the cause is gone, and repeats no step that has ended (fault 31)", async () => {
    const database = await newDatabase()
    const first = await open(database)
    const { id } = await first.workflows.afterStep.start()
    await expect((await first.workflows.afterStep.get(id)).result()).rejects.toEqual(isParked)
    // Still there: it is parked again.
    expect(await resumed(first, id)).toMatchObject({
      status: "parked",
      parkedReason: expect.stringMatching(/^RUN-020/),
    })
    await first.close()

    world.endless = false
    await using engine = await open(database)
    expect((await engine.runs.get(id)).status).toBe("parked")
    expect(await resumed(engine, id)).toMatchObject({ status: "completed", output: "a" })
    expect(world.calls).toEqual(["a"])
  })

  it("N.6 parks a run that does not even begin, and begins it once it can (fault 31)", async () => {
    const database = await newDatabase()
    const first = await open(database)
    const run = await first.workflows.atStart.start()
    await expect(run.result()).rejects.toEqual(isParked)
    await first.close()
    await using engine = await open(database)
    expect(await resumed(engine, run.id)).toMatchObject({ status: "parked" })
    world.endless = false
    expect(await resumed(engine, run.id)).toMatchObject({ status: "completed", output: "a" })
    expect(world.calls).toEqual(["a"])
  })

  it("N.6 parks a run that has slept, and wakes it once it can go on (fault 31)", async () => {
    const time = virtualTime()
    const options = { database: await newDatabase(), workflows, segmentTimeout: 200 }
    await using engine = await createEngineWith(time.services, options)
    const run = await engine.workflows.afterSleep.start()
    const ended = run.result().catch((error: unknown) => error)
    await time.pass("1 day")
    expect(await ended).toEqual(isParked)
    world.endless = false
    await time.pass("1 second")
    const woke = resumed(engine, run.id)
    await time.pass("1 minute")
    expect(await woke).toMatchObject({ status: "completed", output: "woke" })
  })

  it("N.6 parks a run that does not end cleaning up; by force it is cancelled (fault 31)", async () => {
    await using engine = await open(await newDatabase())
    const run = await engine.workflows.inCleanUp.start()
    await run.cancel()
    await expect(run.result()).rejects.toEqual(isParked)
    await run.cancel({ force: true })
    await until(async () => (await run.info()).status === "cancelled")
  })

  it("N.6 tells a run that was parked over its clean-up again that it is cancelled, once it goes on (fault 31)", async () => {
    const database = await newDatabase()
    const first = await open(database)
    const run = await first.workflows.inCleanUp.start()
    await run.cancel({ reason: "ordered twice" })
    await expect(run.result()).rejects.toEqual(isParked)
    expect(await resumed(first, run.id)).toMatchObject({ status: "parked" })
    await first.close()

    world.endless = false
    await using engine = await open(database)
    expect(await resumed(engine, run.id)).toMatchObject({
      status: "cancelled",
      error: { message: expect.stringContaining("ordered twice") },
    })
  })

  it("N.6 cancels a run that got parked in the moment of its request, once it goes on (fault 31)", async () => {
    await using engine = await open(await newDatabase())
    const run = await engine.workflows.afterStep.start()
    // Accepted before it is parked, and taken after that.
    await run.cancel()
    await run.outcome().catch(() => {})
    world.endless = false
    if ((await run.info()).status === "parked") await engine.runs.resume(run.id)
    await until(async () => (await run.info()).endedAt !== undefined)
    expect((await run.info()).status).toBe("cancelled")
  })

  it("N.2 loses no step that ended together with the one that it got stuck over (fault 31)", async () => {
    await using engine = await open(await newDatabase())
    const run = await engine.workflows.afterJoin.start()
    await expect(run.result()).rejects.toEqual(isParked)
    world.endless = false
    expect(await resumed(engine, run.id)).toMatchObject({ status: "completed", output: ["a", "b"] })
    expect(world.calls.toSorted()).toEqual(["a", "b"])
  })

  it.each([[{}], [{ to: "it" }]])(
    "F10.5 keeps an event for the run that got stuck over it (fault 31): %o",
    async (to) => {
      await using engine = await open(await newDatabase())
      const run = await engine.workflows.afterEvent.start(undefined, { id: "it" })
      expect(await engine.events.send({ name: "go", payload: 1, ...to })).toMatchObject({ reached: 0, kept: true })
      await expect(run.result()).rejects.toEqual(isParked)
      world.endless = false
      await engine.runs.resume("it")
      await until(async () => (await run.info()).status === "completed")
      expect(await run.info()).toMatchObject({ output: 1, events: [{ name: "go", payload: 1 }] })
    },
  )

  it("N.6 parks a run whose machine goes round without a wait, and the others go on (fault 51)", async () => {
    world.endless = false
    await using engine = await open(await newDatabase())
    const run = await engine.workflows.round.start()
    await expect(run.result()).rejects.toMatchObject({
      code: "RUN-003",
      message: expect.stringContaining("RUN-025 Workflow `round` went through 100000 states and came to no wait."),
    })
    expect(await (await engine.workflows.afterStep.start()).result()).toBe("a")
  })
})
