import { workflow } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import {
  completed,
  event,
  join,
  program,
  registry,
  returned,
  segment,
  setup,
  site,
  threw,
  wait,
} from "../../src/machine/index.ts"
import { newDatabase } from "./new-database.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

const world = { endless: false }

const afterSpin = <Value>(value: Value): Value => {
  while (world.endless);
  return value
}

const ends = { returned: returned(), threw: threw() }

/** `async () => { const heard = await waitForEvent("go", { fresh: true }); spin(); return heard }` */
const listenMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => event("go", { fresh: true }), { next: "go" }),
    go: wait("go", { done: "end", keep: [] }),
    end: segment(
      (_: object, heard: unknown) => afterSpin(completed(heard)),
      { return: "returned" },
      { guarded: "here" },
    ),
    ...ends,
  },
})

/** `async () => Promise.all([waitForEvent("go", { fresh: true }), waitForEvent("go")])` */
const bothMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => join("all", [event("go", { fresh: true }), event("go")]), { next: "both" }),
    both: wait("both", { done: "end", keep: [] }),
    end: segment((_: object, heard: unknown) => completed(heard), { return: "returned" }),
    ...ends,
  },
})

const compiled = (name: string, main: typeof listenMain) =>
  program({ workflow: workflow(name, {}, async () => {}), version: "1", main, events: { go: site("go") } })

const workflows = registry({ listen: compiled("listen", listenMain), both: compiled("both", bothMain) })

const newEngine = async () => {
  const time = virtualTime()
  const database = await newDatabase()
  const open = () => createEngineWith(time.services, { database, workflows, segmentTimeout: 200 })
  return { open, engine: await open() }
}

describe("a wait for fresh events", () => {
  it("F10.5 F10.6 W.1 leaves what came before it to the wait beside it", async () => {
    const { engine } = await newEngine()
    await using _ = engine
    await engine.events.send({ name: "go", payload: "early" })
    const run = await engine.workflows.both.start()
    await until(async () => (await run.info()).events.length > 0)
    expect(await run.info()).toMatchObject({ events: [{ payload: "early" }], waits: [{ event: "go", fresh: true }] })
    expect(await engine.events.send({ name: "go", payload: "late" })).toMatchObject({ reached: 1 })
    expect(await run.result()).toEqual(["late", "early"])
  })

  it("F10.6 W.1 that was parked goes on with what came since it opened, and with nothing older (fault 16)", async () => {
    const { engine, open } = await newEngine()
    await engine.events.send({ name: "go", payload: "early" })
    const run = await engine.workflows.listen.start(undefined, { id: "p" })
    await until(async () => (await run.info()).waits.length > 0)
    world.endless = true
    await engine.events.send({ name: "go", payload: "late" })
    await until(async () => (await run.info()).status === "parked")
    world.endless = false
    await engine.events.send({ name: "go", payload: "later" })
    await engine.close()

    await using next = await open()
    await until(async () => {
      if ((await next.runs.get("p")).status === "parked") await next.runs.resume("p")
      return (await next.runs.get("p")).status === "completed"
    })
    expect(await (await next.workflows.listen.get("p")).result()).toBe("late")
    expect((await next.runs.get("p")).events.map(({ payload }) => payload)).toEqual(["late"])
  })
})
