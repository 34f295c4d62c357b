import { createEngine, createEngineWith } from "@statewright/runtime"
import type { Engine, Run } from "@statewright/runtime"
import { runCompiled, runInline } from "@statewright/testing"
import { beforeEach, describe, expect, it } from "vitest"
import { steps, workflows } from "./generated/index.ts"
import { interruptedChildren } from "./interrupted-children.ts"
import { newDatabase } from "./new-database.ts"
import { stepStubs } from "./step-stubs.ts"
import { virtualClock } from "./virtual-clock.ts"
import { freshWorld, world } from "./world.ts"

const { ask, careful, delegate, halve, week } = workflows

const chores = ["cook", "wash", "sweep"]

const weekDone = [...chores.map((what) => `ann: ${what} done`), ...chores.map((what) => `all: ${what} done`)]

/** An engine whose time stands still until it is told to pass. */
const timed = async (now = 0) => {
  const clock = virtualClock(now)
  const database = await newDatabase()
  const open = () => createEngineWith(clock.services, { database, workflows, durability: "normal" })
  return { clock, open }
}

/** Lets everything happen that can, and then some hours pass. */
const passing = async (clock: ReturnType<typeof virtualClock>, run: Run<unknown>): Promise<void> => {
  const state = { isOver: false }
  const over = run.outcome().finally(() => (state.isOver = true))
  while (!state.isOver) {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
    if (!state.isOver) clock.pass(3_600_000)
  }
  await over
}

const choresOf = async (engine: Engine<typeof workflows>) =>
  (await engine.runs.list({ workflow: "chore" })).runs.toSorted((a, b) => a.createdAt - b.createdAt)

describe("workflows that call workflows", () => {
  beforeEach(freshWorld)

  it("F08.1 F08.2 each child is a run of its own, and its output is typed and awaited as any other", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    const run = await engine.workflows.week.start({ who: "ann", chores })
    const output: readonly string[] = await run.result()
    expect(output).toEqual(weekDone)
    const children = await choresOf(engine)
    expect(children.map(({ status }) => status)).toEqual(Array(6).fill("completed"))
    expect(new Set(children.map(({ id }) => id)).size).toBe(6)
    expect(children.every(({ version }) => version === workflows.chore.version)).toBe(true)
    const [first] = children
    const detail = await engine.runs.get(first?.id ?? "")
    expect(detail.steps.map(({ name, output: made }) => [name, made])).toEqual([["work", expect.any(String)]])
  })

  it("F08.1 the function, its machine and its engine come to the same, also where every step is interrupted", async () => {
    const input = { who: "ann", chores }
    const stubs = stepStubs(steps)
    const native = await runInline(week.workflow, input, { steps: stubs })
    expect(native).toMatchObject({ status: "completed", output: weekDone })
    expect(native.runs?.map(({ workflow }) => workflow)).toEqual(Array(6).fill("chore"))
    for (const mode of ["memory", "roundtrip", "duplicate"] as const) {
      expect(await runCompiled(week, input, { steps: stubs, mode }), mode).toEqual(native)
    }
    const { run, children } = await interruptedChildren((engine) => engine.workflows.week.start(input, { id: "w1" }))
    expect(run).toMatchObject({ status: "completed", output: weekDone })
    expect(children).toHaveLength(6)
    expect(children.every(({ status }) => status === "completed")).toBe(true)
  })

  it("F08.3 a child that fails fails the await with a typed error that holds its own", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    const caught = await engine.workflows.careful.start({ who: "nobody", chores })
    expect(await caught.result()).toBe("nobody is absent")
    const uncaught = await engine.workflows.week.start({ who: "nobody", chores })
    expect(await uncaught.outcome()).toMatchObject({
      status: "failed",
      error: {
        _tag: "ChildFailed",
        workflow: "chore",
        runId: expect.any(String),
        error: { _tag: "Absent", who: "nobody" },
      },
    })
    const stubs = stepStubs(steps)
    for (const result of [
      await runInline(careful.workflow, { who: "nobody", chores }, { steps: stubs }),
      await runCompiled(careful, { who: "nobody", chores }, { steps: stubs }),
    ]) {
      expect(result).toMatchObject({ status: "completed", output: "nobody is absent" })
    }
  })

  it("F08.3 a child whose input does not fit fails likewise, and nothing of it runs", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    const run = await engine.workflows.careful
      .start({ who: "ann", chores: [7 as never] })
      .catch((error: unknown) => error)
    expect(run).toMatchObject({ _tag: "ValidationFailed" })
    const wrong = await engine.workflows.misfit.start("x")
    expect(await wrong.result()).toBe("ValidationFailed")
    expect(world.entered).toEqual([])
  })

  it("F08.4 P.9 whoever cancels a run cancels its children, which clean up; a cancelled child raises Cancelled", async () => {
    const { clock, open } = await timed()
    await using engine = await open()
    const run = await engine.workflows.week.start({ who: "ann", chores, hours: 5 })
    const child = await until(async () => (await choresOf(engine)).find(({ state }) => state?.includes("sleep")))
    await run.cancel({ reason: "holiday" })
    await passing(clock, run)
    expect(await run.outcome()).toMatchObject({ status: "cancelled", error: { reason: "holiday" } })
    const ended = await (await engine.workflows.chore.get(child.id)).outcome()
    expect(ended.status).toBe("cancelled")
    expect((await choresOf(engine)).map(({ status }) => status)).toEqual(["cancelled"])
    expect(world.entered.map(({ step }) => step)).toEqual(["ann puts away cook"])

    const other = await engine.workflows.careful.start({ who: "bob", chores, hours: 2 })
    const second = await until(async () => (await choresOf(engine)).find(({ status }) => status === "running"))
    await engine.runs.cancel(second.id, { reason: "no time" })
    await passing(clock, other)
    expect(await other.outcome()).toEqual({ status: "completed", output: "cancelled: no time" })
  })

  it("F08.6 SEMANTICS 19 nesting is bounded, with an error that says by what", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    expect(await (await engine.workflows.halve.start(16)).result()).toBe(5)
    const outcome = await (await engine.workflows.halve.start(64)).outcome()
    expect(innermost(outcome)).toMatchObject({ _tag: "TooDeep", code: "RUN-050", workflow: "halve", maxDepth: 5 })
    expect(innermost(await runInline(halve.workflow, 64))).toMatchObject({ _tag: "TooDeep", maxDepth: 5 })
  })

  it("F08.7 a cycle that nobody bounds is refused", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    const outcome = await (await engine.workflows.ask.start()).outcome()
    expect(innermost(outcome)).toMatchObject({ _tag: "RunCycle", code: "RUN-051", workflow: "ask" })
    expect(innermost(await runCompiled(ask, undefined))).toMatchObject({ _tag: "RunCycle", workflow: "ask" })
  })

  it("F08.9 a child that takes too long is cancelled, also after a restart", async () => {
    const { clock, open } = await timed()
    const first = await open()
    const { id } = await first.workflows.careful.start({ who: "ann", chores, hours: 5 })
    await until(async () => (await choresOf(first)).find(({ state }) => state?.includes("sleep")))
    await first.close()
    await using engine = await open()
    const run = await engine.workflows.careful.get(id)
    await passing(clock, run)
    expect(await run.result()).toBe("chore took too long")
    const [child] = await choresOf(engine)
    expect(await (await engine.workflows.chore.get(child?.id ?? "")).outcome()).toMatchObject({ status: "cancelled" })
  })

  it("F08.10 a run that is only started goes on by itself, and is found by its id and tags", async () => {
    const { clock, open } = await timed()
    await using engine = await open()
    const run = await engine.workflows.delegate.start({ who: "ann", what: "cook", hours: 4 })
    expect(await run.result()).toBe("chore ann-cook")
    const other = await engine.workflows.chore.get("ann-cook")
    await until(async () => (await other.info()).status === "running" || undefined)
    await passing(clock, other)
    expect(await other.result()).toBe("ann: cook done")
    expect((await engine.runs.list({ tags: { who: "ann" } })).runs.map(({ id }) => id)).toEqual(["ann-cook"])
    const again = { who: "ann", what: "cook" }
    for (const result of [await runInline(delegate.workflow, again), await runCompiled(delegate, again)]) {
      expect(result).toMatchObject({ status: "completed", output: "chore ann-cook", runs: [{ workflow: "chore" }] })
    }
  })
})

/** What is found, once it is. */
const until = async <Found>(look: () => Promise<Found | undefined>): Promise<Found> => {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The error that all the others hold. */
const innermost = (end: object): unknown => {
  let error: unknown = "error" in end ? end.error : undefined
  while (typeof error === "object" && error !== null && "_tag" in error && error._tag === "ChildFailed") {
    error = (error as { readonly error?: unknown }).error // `ChildFailed` has it
  }
  return error
}
