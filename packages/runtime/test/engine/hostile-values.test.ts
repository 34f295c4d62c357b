import { isDeepStrictEqual } from "node:util"
import { encodeValue, isStatewrightError } from "@statewright/model"
import fc from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"
import { step, workflow } from "@statewright/workflow"
import { createEngine } from "../../src/index.ts"
import type { Engine } from "../../src/index.ts"
import { completed, program, registry, returned, segment, setup, start, threw, wait } from "../../src/machine/index.ts"
import { hostileValue } from "./hostile-values.ts"
import { newDatabase } from "./new-database.ts"

/** What the step does next. */
const world = { act: async (): Promise<unknown> => "done" }

const work = step("work", { run: async (_input: unknown) => world.act() })

/** `async (input) => work(input)` */
const main = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, input: unknown) => start(work, input), { next: "work" }),
    work: wait("work", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const pass = workflow("pass", {}, async (input: unknown) => work(input))

const workflows = registry({ pass: program({ workflow: pass, version: "1", main, steps: [work] }) })

/** All that code everywhere inherits. */
const inherited = [Object, Array, Function, Error, Map, Set, Date, String, Number, Promise].map(
  ({ prototype }) => prototype,
)
const picture = (): readonly unknown[] =>
  inherited.map((prototype) => Reflect.ownKeys(prototype).map((key) => Object.getOwnPropertyDescriptor(prototype, key)))

/** Refused as a value that cannot be stored, or as one that is too large. */
const isRefused = (error: unknown): boolean =>
  isStatewrightError(error) && (error.code === "VAL-001" || error.code === "VAL-011") && error.hint !== ""

/** Whether two values are the same, as far as they can be compared: a proxy may refuse even that. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (one instanceof Error && other instanceof Error) return one.name === other.name && one.message === other.message
  return isDeepStrictEqual(one, other)
}

describe("whatever crosses a boundary", () => {
  let engine: Engine<typeof workflows>
  let before: readonly unknown[]
  beforeAll(async () => {
    before = picture()
    engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
    return () => engine.close()
  })

  it("N.6 an input is stored truly or refused with a code, and changes nothing else (fault 50)", async () => {
    world.act = async () => "done"
    await fc.assert(
      fc.asyncProperty(hostileValue, async ({ value: input }) => {
        const newest = async () => (await engine.runs.list({ limit: 1 })).runs
        const earlier = await newest()
        const run = await engine.workflows.pass.start(input).catch((error: unknown) => ({ error }))
        const isGood =
          "error" in run
            ? isRefused(run.error) && isDeepStrictEqual(await newest(), earlier)
            : (await run.outcome()).status === "completed" && isSame((await run.info()).input, input)
        expect(isGood).toBe(true)
        expect(picture()).toEqual(before)
      }),
      { numRuns: 200 },
    )
  })

  it("N.6 F10.3 the payload of an event is stored truly or refused with a code (fault 50)", async () => {
    const newest = async () => (await engine.events.list({ limit: 1 })).events
    await fc.assert(
      fc.asyncProperty(hostileValue, async ({ value: payload }) => {
        const earlier = await newest()
        const sent = await engine.events.send({ name: "anything", payload }).catch((error: unknown) => ({ error }))
        const [event] = await newest()
        const isGood =
          "error" in sent ? isRefused(sent.error) && event?.id === earlier[0]?.id : isSame(event?.payload, payload)
        expect(isGood).toBe(true)
        expect(picture()).toEqual(before)
      }),
      { numRuns: 100 },
    )
  })

  it("N.6 an output of a step is stored truly or fails the step with a code (fault 50)", async () => {
    await fc.assert(
      fc.asyncProperty(hostileValue, async ({ value: output }) => {
        // By itself it would be asked for its `then`.
        world.act = async () => [output]
        const run = await engine.workflows.pass.start("a")
        const ended = await run.outcome()
        const isGood =
          ended.status === "completed"
            ? isSame((ended.output as readonly unknown[])[0], output)
            : isRefused(ended.error)
        expect(isGood).toBe(true)
        expect(picture()).toEqual(before)
      }),
      { numRuns: 200 },
    )
  })

  it("N.6 whatever is thrown fails its run alone, and of an error its name and message are kept (fault 50)", async () => {
    await fc.assert(
      fc.asyncProperty(hostileValue, async ({ value: thrown }) => {
        world.act = async () => {
          throw thrown
        }
        const run = await engine.workflows.pass.start("a")
        const { error } = (await run.outcome()) as { readonly error: unknown }
        expect(error instanceof Error ? typeof error.message === "string" : isSame(error, thrown)).toBe(true)
        expect(picture()).toEqual(before)
      }),
      { numRuns: 200 },
    )
    world.act = async () => "done"
    expect(await (await engine.workflows.pass.start("a")).result()).toBe("done")
  })

  it("N.7 a value of depth 10,000 is stored truly as input, output and part of an error (fault 49)", async () => {
    let deep: unknown = "the bottom"
    for (let n = 0; n < 10_000; n++) deep = { deeper: deep }
    const text = encodeValue(deep)
    world.act = async () => deep
    const run = await engine.workflows.pass.start(deep)
    expect(encodeValue(await run.result())).toBe(text)
    expect(encodeValue((await run.info()).input)).toBe(text)
    world.act = async () => {
      throw Object.assign(new Error("deep"), { short: 1, deep })
    }
    const failed = await (await engine.workflows.pass.start("a")).outcome()
    expect(failed).toMatchObject({
      error: { short: 1, message: "deep [too large to be stored: deep]" },
    })
  })

  it("N.7 a value of 2 MiB or a million parts is refused by its code, and an error of that size is cut (fault 49)", async () => {
    const keys = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, at) => [at, at]))
    for (const large of [
      "x".repeat(2 ** 21),
      keys,
      new Map(Object.entries(keys)),
      new Uint8Array(2 ** 21),
      1n << (2n ** 24n),
    ]) {
      await expect(engine.workflows.pass.start(large)).rejects.toMatchObject({ code: "VAL-011" })
      world.act = async () => large
      const refused = await (await engine.workflows.pass.start("a")).outcome()
      expect(refused).toMatchObject({ status: "failed", error: { code: "VAL-011", boundary: "output of step `work`" } })
      world.act = async () => {
        throw Object.assign(new RangeError("x".repeat(2 ** 21)), { large })
      }
      const cut = await (await engine.workflows.pass.start("a")).outcome()
      expect(cut).toMatchObject({ status: "failed", error: { name: "RangeError" } })
      expect(encodeValue(cut).length).toBeLessThan(100_000)
    }
  })
})
