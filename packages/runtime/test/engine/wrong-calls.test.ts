import { existsSync } from "node:fs"
import { isStatewrightError } from "@statewright/model"
import { step, workflow } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { createEngine } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { napProgram, workflows, workOnceProgram } from "./programs.ts"

/** As a program without types would call it. */
type Untyped = (...args: unknown[]) => unknown

/** The code of the error that a call is refused with: one of ours, with a hint. */
const refusal = async (call: () => unknown): Promise<string> => {
  try {
    await call()
  } catch (error) {
    if (!isStatewrightError(error)) return `a foreign error: ${String(error)}`
    expect(error.hint).toMatch(/\w/)
    return `${error.code} ${error.message}`
  }
  return "nothing"
}

describe("a program without types that makes an engine", () => {
  const create = createEngine as Untyped

  it.each([
    [undefined, /DEF-006 .*options must be an object, and are undefined/],
    [null, /DEF-006/],
    ["app.db", /DEF-006 .*are "app\.db"/],
    [{}, /DEF-006 .*`database` is undefined/],
    [{ database: 5 }, /DEF-006 .*`database` is 5/],
    [{ database: "" }, /DEF-006/],
    [{ database: ":memory:" }, /DEF-006/],
    [{ database: "file:app.db" }, /DEF-006/],
    [{ database: "a\0b" }, /DEF-006/],
    [{ retension: "1 day" }, /DEF-006 .*no option "retension"/],
    [{ role: "boss" }, /DEF-006 .*`role` is "boss"/],
    [{ durability: "fast" }, /DEF-006/],
    [{ segmentTimeout: "soon" }, /DEF-002 "soon"/],
    [{ segmentTimeout: -1 }, /DEF-002/],
    [{ segmentTimeout: Symbol("s") }, /DEF-002/],
    [{ retention: "soon" }, /DEF-002/],
    [{ retention: -5 }, /DEF-002/],
    [{ retention: null }, /DEF-006/],
    [{ retention: { done: "1 day" } }, /DEF-006 .*no option "done"/],
    [{ retention: { failed: "soon" } }, /DEF-002/],
    [{ workflows: 5 }, /DEF-005/],
    [{ workflows: [napProgram] }, /DEF-005/],
    [{ workflows: { a: null } }, /DEF-005 .*`a` is null/],
    [{ workflows: { a: {} } }, /DEF-005/],
    [{ workflows: { a: async () => {} } }, /DEF-005 .*`a` is a function/],
    [{ workflows: { nap: napProgram.workflow } }, /DEF-005 .*not compiled/],
    [{ workflows: { a: { ...napProgram, version: "" } } }, /DEF-005 .*no version/],
    [{ workflows: { a: { ...napProgram, procedures: { main: {} } } } }, /DEF-005 .*no machine/],
    [{ workflows: { a: { ...workOnceProgram, steps: { work: () => {} } } } }, /DEF-005 .*`work`/],
    [{ workflows: { a: napProgram, b: { ...napProgram, version: "2" } } }, /DEF-005 .*`a` and `b`.*`nap`/],
  ])("N.6 N.9 is refused %o with a code and a hint, and no file is made", async (wrong, code) => {
    const database = await newDatabase()
    const isPart = typeof wrong === "object" && wrong !== null && Object.keys(wrong).length > 0
    expect(await refusal(() => create(isPart ? { database, workflows, ...wrong } : wrong))).toMatch(code)
    expect(existsSync(database)).toBe(false)
  })
})

describe("a program without types that defines steps and workflows", () => {
  it.each<readonly [string, () => unknown]>([
    ["a step without options", () => (step as Untyped)("a")],
    ["a step without code", () => (step as Untyped)("a", {})],
    ["a step whose code is none", () => (step as Untyped)("a", { run: "code" })],
    ["an option that is misspelt", () => (step as Untyped)("a", { run: async () => {}, retyr: {} })],
    ["a schema that is none", () => (step as Untyped)("a", { run: async () => {}, input: { type: "string" } })],
    ["errors that are no list", () => (step as Untyped)("a", { run: async () => {}, errors: Error })],
    ["errors that are none of ours", () => (step as Untyped)("a", { run: async () => {}, errors: [Error] })],
    ["a workflow without options", () => (workflow as Untyped)("a", async () => {})],
    ["a workflow without a body", () => (workflow as Untyped)("a", {})],
    ["a workflow whose schema is none", () => (workflow as Untyped)("a", { output: 5 }, async () => {})],
  ])("N.9 is refused %s where it is defined", async (_, define) => {
    expect(await refusal(define)).toMatch(/^DEF-006 `(?:step|workflow)\("a"\)` cannot take this/)
  })
})

describe("a program without types that talks to an engine", () => {
  it("N.6 is answered with a code and a hint whatever it passes, and nothing is stored", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    const { nap } = engine.workflows
    const start = nap.start as Untyped
    for (const options of [5, null, "id", [], { ID: "a" }]) {
      expect(await refusal(() => start(undefined, options))).toMatch(/^DEF-006/)
    }
    const noIds = [5, null, {}, [], Symbol("s"), 1n, () => {}, true, Object("a"), ""]
    for (const id of noIds) {
      expect(await refusal(() => start(undefined, { id }))).toMatch(/^RUN-004/)
      expect(await refusal(() => (nap.get as Untyped)(id))).toMatch(/^RUN-004/)
      expect(await refusal(() => (engine.runs.get as Untyped)(id))).toMatch(/^RUN-004/)
      expect(await refusal(() => (engine.runs.resume as Untyped)(id))).toMatch(/^RUN-004/)
      expect(await refusal(() => (engine.runs.cancel as Untyped)(id))).toMatch(/^RUN-004/)
    }
    expect(await refusal(() => (nap.get as Untyped)())).toMatch(/^RUN-004/)
    const long = await refusal(() => nap.get("x".repeat(10_000)))
    expect(long).toMatch(/^RUN-001 There is no run x+\.\.\./)
    expect(long.length).toBeLessThan(400)
    const filters = [
      5,
      null,
      { limit: "5" },
      { limit: 0 },
      { limit: -1 },
      { limit: Number.NaN },
      { limit: 1.5 },
      { limit: 1e9 },
      { status: "done" },
      { workflow: {} },
      { cursor: 5 },
      { cursor: "garbage" },
      { wrkflow: "nap" },
    ]
    for (const filter of filters) {
      expect(await refusal(() => (engine.runs.list as Untyped)(filter))).toMatch(/^DEF-006/)
    }
    expect((await engine.runs.list()).runs).toEqual([])
    const { send, list } = engine.events as { readonly send: Untyped; readonly list: Untyped }
    for (const event of [undefined, null, 5, "approval", [], { name: "a", paylod: 1 }, { name: "a", id: "" }]) {
      expect(await refusal(() => send(event))).toMatch(/^DEF-006/)
    }
    for (const event of [{}, { name: 5 }, { name: "" }, { name: "a b" }]) {
      expect(await refusal(() => send(event))).toMatch(/^DEF-001 .* cannot be the name of an event/)
    }
    expect(await refusal(() => send({ name: "a", to: 5 }))).toMatch(/^RUN-004/)
    for (const filter of [null, 5, { name: 5 }, { limit: 0 }, { cursor: "x" }, { run: "a" }]) {
      expect(await refusal(() => list(filter))).toMatch(/^DEF-006/)
    }
    expect((await engine.events.list()).events).toEqual([])
  })

  it("N.6 cannot cancel a run by a call that means nothing", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    const run = await engine.workflows.nap.start(undefined, { id: "a" })
    for (const options of [
      "now",
      5,
      null,
      { reasn: "x" },
      { reason: 5 },
      { force: "yes" },
      { reason: "x".repeat(1e5) },
    ]) {
      expect(await refusal(() => (run.cancel as Untyped)(options))).toMatch(/^DEF-006/)
    }
    expect(await run.info()).toMatchObject({ status: "running" })
  })
})
