import { existsSync } from "node:fs"
import { runCompiled, runInline } from "@statewright/testing"
import { createEngineWith } from "@statewright/runtime"
import type { Engine } from "@statewright/runtime"
import { Context, Logger } from "effect"
import { jsonSchema } from "statewright"
import { validation } from "statewright/machine"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { warehouseProgram } from "./generated/warehouse.machine.ts"
import { newDatabase } from "./new-database.ts"
import { type Order, warehouse } from "./workflows/warehouse.workflow.ts"

const order: Order = { id: "o1", email: "ada@example.org", lines: [{ sku: "box", count: 2 }] }
const weighed = { id: "o1", text: '{"grams":"2500","by":" Ada "}' }

let database = ""
let engine: Engine<typeof workflows>
let logged: string[] = []
const logger = Logger.make(({ logLevel, message }) => void logged.push(`${logLevel} ${String(message)}`))
const services = Context.make(Logger.CurrentLoggers, new Set([logger]))
const open = () => createEngineWith(services, { database, workflows, durability: "normal" })
beforeEach(async () => {
  logged = []
  database = await newDatabase()
  engine = await open()
})
afterEach(() => engine.close())

/** How a run ends whose parcel was weighed so; the event may come before anyone waits for it. */
const ended = async (given: Order, event: { readonly id: string; readonly text: string } = weighed) => {
  await engine.events.send({ name: "weighed", payload: event })
  const run = await engine.workflows.warehouse.start(given)
  const [result] = await Promise.allSettled([run.result()])
  return { result, info: await run.info() }
}

const failing = (boundary: string, ...paths: string[]) => ({
  result: {
    status: "rejected",
    reason: expect.objectContaining({
      _tag: "ValidationFailed",
      boundary: expect.stringContaining(boundary),
      issues: paths.map((path) => expect.objectContaining({ path, message: expect.any(String) })),
    }),
  },
})

describe("validation at every boundary", () => {
  it("F13.1 F13.5 F13.6 lets what fits through, and makes of it what schemas and transformations say", async () => {
    const { result, info } = await ended(order)
    expect(result).toEqual({ status: "fulfilled", value: { shelf: "A-3", grams: 2500, fee: 2 } })
    expect(info.steps.map(({ wait, name, output }) => [wait, name, output])).toEqual([
      ["pick#1", "pick", { shelf: "A-3" }],
      ["signed#3", "validate", { grams: "2500", by: " Ada " }],
      ["validate#4", "validate_2", { grams: 2500, by: "Ada" }],
      ["inStock#5", "in-stock", true],
      ["fee#6", "validate_3", 2],
    ])
  })

  it("F13.7 F13.2 the input of a run, by its JSON Schema, with every issue and its path", async () => {
    const given = { id: "", email: "ada", lines: [{ sku: "box", count: 0, colour: "red" }] }
    await expect(engine.workflows.warehouse.start(given as never)).rejects.toMatchObject({
      _tag: "ValidationFailed",
      boundary: "input of workflow `warehouse`",
      issues: [
        { path: "id", message: "must NOT have fewer than 1 characters" },
        { path: "email", message: 'must match format "email"' },
        { path: "lines[0].colour", message: "is not allowed" },
        { path: "lines[0].count", message: "must be >= 1" },
      ],
    })
    expect(await engine.runs.list()).toMatchObject({ runs: [] })
  })

  it("F13.7 the input of a step", async () => {
    expect(await ended({ ...order, lines: [{ sku: "box", count: 100 }] })).toMatchObject(
      failing("input of step `pick`", "count"),
    )
  })

  it("F13.7 the output of a step", async () => {
    expect(await ended({ ...order, lines: [{ sku: "lost", count: 1 }] })).toMatchObject(
      failing("output of step `pick`", "shelf"),
    )
  })

  it("F13.7 an event, which nobody takes that does not fit", async () => {
    const run = await engine.workflows.warehouse.start(order, { id: "waits" })
    await expect(
      engine.events.send({ name: "weighed", payload: { id: "o1", text: 3 }, to: "waits" }),
    ).rejects.toMatchObject({ _tag: "EventRefused" })
    await engine.events.send({ name: "weighed", payload: weighed })
    expect(await run.result()).toMatchObject({ grams: 2500 })
  })

  it("F13.7 F13.1 a value between two steps", async () => {
    expect(await ended(order, { id: "o1", text: '{"by":1}' })).toMatchObject(
      failing("value given to `validate`", "grams", "by"),
    )
  })

  it("F13.7 the output of a run", async () => {
    expect(await ended(order, { id: "o1", text: '{"grams":25000,"by":"Ada"}' })).toMatchObject(
      failing("output of workflow `warehouse`", "fee"),
    )
  })
})

describe("a validation", () => {
  it("F13.3 reports a named assertion with its source text", async () => {
    const { result } = await ended(order, { id: "o1", text: '{"grams":31000,"by":"Ada"}' })
    expect(result).toMatchObject({
      reason: {
        issues: [
          {
            path: "",
            assertion: "not too heavy",
            source: "weight.grams <= heaviest",
            message: 'assertion "not too heavy" failed: weight.grams <= heaviest',
          },
        ],
      },
    })
  })

  it("F13.6 fails with what a step threw that validates", async () => {
    expect(await ended(order, { id: "o1", text: '{"grams":13,"by":"Ada"}' })).toMatchObject({
      result: { status: "rejected", reason: { message: "nobody has thirteen grams" } },
    })
  })

  it("F13.4 records what it warns of, and the run goes on with the value as it was given", async () => {
    const { result, info } = await ended(order, { id: "o1", text: '{"grams":1000}' })
    expect(info.steps.find(({ wait }) => wait === "signed#3")).toMatchObject({
      status: "completed",
      output: { grams: 1000 },
      warnings: [{ path: "by", message: "is required" }],
    })
    const said = `The value of signed#3 in run ${info.id} has an issue; the run goes on with it as it was given.`
    expect(logged).toEqual([`Warn ${said},See them with \`statewright runs show ${info.id}\`.`])
    expect(await engine.notices.list({ kind: "validation" })).toMatchObject({
      notices: [
        {
          subject: "warehouse/signed",
          runId: info.id,
          facts: { wait: "signed#3", issues: 1, found: [{ path: "by", message: "is required" }] },
        },
      ],
    })
    // The next one is strict.
    expect(result).toMatchObject({ status: "rejected", reason: { issues: [{ path: "by" }] } })
  })

  it("F13.4 N.2 what it warned of is there when another process goes on", async () => {
    const run = await engine.workflows.warned.start({ id: 1 }, { id: "p" })
    const seen = async () => (await run.info()).waits.length
    while ((await seen()) === 0) await new Promise((resolve) => setImmediate(resolve))
    await engine.close()
    engine = await open()
    expect((await engine.runs.get("p")).steps).toMatchObject([
      { output: { id: 1 }, warnings: [{ path: "email" }, { path: "lines" }, { path: "id" }] },
    ])
    await engine.events.send({ name: "go", payload: null })
    const again = await engine.workflows.warned.start({ id: 1 }, { id: "p" })
    await expect(again.result()).rejects.toMatchObject({ _tag: "ValidationFailed" })
  })

  it("F13.2 is told by a workflow that catches it", async () => {
    const run = await engine.workflows.judged.start({ id: "a", email: "b@c.de", lines: [] })
    expect(await run.result()).toEqual(["lines: must NOT have fewer than 1 items"])
  })

  it("F13.1 A.3 does natively what it does compiled", async () => {
    for (const text of [
      '{"grams":"2500","by":"Ada"}',
      '{"grams":1}',
      '{"grams":31000,"by":"Ada"}',
      '{"grams":13,"by":"B"}',
    ]) {
      const options = {
        steps: {
          pick: async () => ({ shelf: "A-1" }),
          "in-stock": async ({ grams }: { grams: number }) => {
            if (grams === 13) throw new RangeError("thirteen")
            return true
          },
        },
        events: { weighed: [{ id: "o1", text }] },
        now: 0,
      }
      const [native, compiled] = [
        await runInline(warehouse, order, options),
        await runCompiled(warehouseProgram, order, options),
      ]
      expect(compiled, text).toEqual(native)
      expect(native.trace.length).toBeGreaterThan(2)
    }
  })
})

describe("a JSON Schema that is none", () => {
  const none = jsonSchema({ type: "strin" })
  const { definition } = warehouseProgram.workflow
  const site = { name: "weighed", schema: none }
  const withStep = (more: object) => {
    const pick = { ...warehouseProgram.steps["pick"], definition: { name: "pick", errors: [], ...more } }
    return { steps: { ...warehouseProgram.steps, pick: Object.assign(() => {}, pick) } }
  }
  const withWorkflow = (more: object) => ({
    workflow: Object.assign(() => {}, warehouseProgram.workflow, { definition: { ...definition, ...more } }),
  })

  it.each([
    ["input of workflow `warehouse`", withWorkflow({ input: none })],
    ["output of workflow `warehouse`", withWorkflow({ output: none })],
    ["input of step `pick`", withStep({ input: none })],
    ["output of step `pick`", withStep({ output: none })],
    ["event `weighed` of workflow `warehouse`", { events: { weighed: site } }],
    ["`validate_9` in workflow `warehouse`", { steps: { last: validation("validate_9", { type: "strin" }) } }],
  ])("F13.7 is told when an engine starts, with its place: %s", async (place, change) => {
    const fresh = await newDatabase()
    const registry = { ...workflows, warehouse: { ...warehouseProgram, ...change } }
    await expect(createEngineWith(services, { database: fresh, workflows: registry as never })).rejects.toMatchObject({
      _tag: "InvalidJsonSchema",
      code: "DEF-010",
      place,
      message: expect.stringContaining("type must be"),
    })
    expect(existsSync(fresh)).toBe(false)
  })
})
