import { createEngine, createEngineWith } from "@statewright/runtime"
import type { Engine, RunInfo, RunTree } from "@statewright/runtime"
import { beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { interruptedChildren } from "./interrupted-children.ts"
import { newDatabase } from "./new-database.ts"
import { virtualClock } from "./virtual-clock.ts"
import { freshWorld } from "./world.ts"

type Runs = Engine<typeof workflows>["runs"]

/** All runs, the first one first, once nothing is at work any more. */
const allEnded = async (runs: Runs, count: number): Promise<readonly RunInfo[]> => {
  for (;;) {
    const all = (await runs.list({ limit: 1000 })).runs
    const isOver = all.every(({ status }) => status !== "running" && status !== "queued")
    if (isOver && all.length >= count) return all.toReversed()
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const named = (runs: readonly RunInfo[], name: string): number =>
  runs.filter(({ workflow }) => workflow === name).length

describe("workflows that chain workflows", () => {
  beforeEach(freshWorld)

  it("F09.1 F09.2 F09.3 F09.6 an end starts what its output, a mapping and a condition say, link after link", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    await engine.workflows.day.start({ day: 1, last: 12 }, { id: "day-1" })
    const runs = await allEnded(engine.runs, 24)
    expect(runs).toHaveLength(24)
    expect(named(runs, "day")).toBe(12)
    expect(named(runs, "note")).toBe(12)
    expect(runs.every(({ status }) => status === "completed")).toBe(true)
  })

  it("F09.4 a chained run is one of its own: that it fails changes nothing of the first", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    const run = await engine.workflows.day.start({ day: 13, last: 13 })
    const runs = await allEnded(engine.runs, 2)
    expect(await run.outcome()).toEqual({ status: "completed", output: { day: 13, last: 13 } })
    expect(runs.map(({ workflow, status }) => `${workflow} ${status}`).toSorted()).toEqual([
      "day completed",
      "note failed",
    ])
  })

  it("F09.5 the relation is stored, and tells the whole chain from wherever it is asked", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    await engine.workflows.day.start({ day: 1, last: 3 }, { id: "first" })
    const runs = await allEnded(engine.runs, 6)
    const { children, root } = await engine.runs.get("first")
    expect(root).toBe("first")
    const next = children.find(({ workflow }) => workflow === "day")
    expect(children.map(({ kind, workflow }) => `${kind} ${workflow}`).toSorted()).toEqual(["chain day", "chain note"])
    const days = await Promise.all(runs.map(({ id }) => engine.runs.get(id)))
    const last = days.find(({ workflow, input }) => workflow === "day" && (input as { readonly day: number }).day === 3)
    expect(last).toMatchObject({
      root: "first",
      parent: { kind: "chain", id: next?.id },
    })
    const workflowsIn = ({ workflow, children: under }: RunTree): string =>
      `${workflow}(${under.map(workflowsIn).toSorted().join(" ")})`
    const tree = await engine.runs.tree(last?.id ?? "")
    expect(workflowsIn(tree)).toBe("day(day(day(note()) note()) note())")
  })

  it("F09.8 the start of the next run and the end of the first are one: neither lost nor doubled", async () => {
    const { children } = await interruptedChildren(
      (engine) => engine.workflows.day.start({ day: 1, last: 4 }, { id: "d1" }),
      8,
    )
    expect(children.map(({ workflow }) => workflow).toSorted()).toEqual([
      ...Array<string>(3).fill("day"),
      ...Array<string>(4).fill("note"),
    ])
    expect(children.every(({ status }) => status === "completed")).toBe(true)
  })

  it("F09.9 a failure and a cancellation start theirs", async () => {
    const clock = virtualClock(0)
    const database = await newDatabase()
    await using engine = await createEngineWith(clock.services, { database, workflows, durability: "normal" })
    await engine.workflows.day.start({ day: 901, last: 1 })
    const ended = (await allEnded(engine.runs, 2)).map(({ workflow, status }) => `${workflow} ${status}`)
    expect(ended.toSorted()).toEqual(["day failed", "note completed"])
    const run = await engine.workflows.day.start({ day: 801, last: 1 })
    while (!(await run.info()).state?.includes("sleep")) await new Promise((resolve) => setImmediate(resolve))
    await run.cancel({ reason: "rain" })
    const runs = await allEnded(engine.runs, 4)
    const inputs = await Promise.all(
      runs.filter(({ workflow }) => workflow === "note").map(async ({ id }) => (await engine.runs.get(id)).input),
    )
    expect(inputs.map(String).toSorted()).toEqual([
      "day 801 cancelled: rain",
      expect.stringMatching(/^day 901 failed: Absent/),
    ])
  })
})
