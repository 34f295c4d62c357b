import { describe, expect, it } from "vitest"
import { InvalidName, isWorkflow, parallel, sleep, step, ValidationFailed, workflow } from "@statewright/workflow"
import { z } from "zod"

const square = step("square", {
  input: z.object({ value: z.number() }),
  output: z.number(),
  run: async ({ value }) => value * value,
})

const collect = workflow(
  "collect",
  { input: z.object({ count: z.coerce.number().int() }), output: z.object({ squares: z.array(z.number()).max(3) }) },
  async ({ count }) => {
    const squares: number[] = []
    for (let i = 0; i < count; i++) squares.push(await square({ value: i }))
    await sleep(0)
    return { squares }
  },
)

describe("workflow", () => {
  it("A.11 is callable as a plain function, with real steps", async () => {
    await expect(collect({ count: "3" })).resolves.toEqual({ squares: [0, 1, 4] })
  })

  it("F13.7 checks its input and its output", async () => {
    await expect(collect({ count: 1.5 })).rejects.toThrow(ValidationFailed)
    await expect(collect({ count: 4 })).rejects.toMatchObject({
      boundary: "output of workflow `collect`",
      issues: [{ path: "squares" }],
    })
  })

  it("carries its name, a brand that any copy of the package knows, and its definition", () => {
    expect([
      collect.name,
      isWorkflow(collect),
      isWorkflow(square),
      Symbol.for("statewright.workflow") in collect,
    ]).toEqual(["collect", true, false, true])
    expect(collect.definition).toMatchObject({ name: "collect", errors: [] })
  })

  it("N.9 refuses a name that cannot stand in an id", () => {
    expect(() => workflow("two words", {}, async () => 1)).toThrow(InvalidName)
  })
})

describe("parallel", () => {
  const after = <Value>(gate: Promise<unknown>, act: () => Value): Promise<Value> => gate.then(act)
  const fail = (message: string) => (): never => {
    throw new Error(message)
  }

  it("F01.5 gives the results in the order of definition", async () => {
    const slow = Promise.withResolvers<string>()
    const both = parallel([slow.promise, Promise.resolve(2)])
    slow.resolve("one")
    await expect(both).resolves.toEqual(["one", 2])
    await expect(parallel([])).resolves.toEqual([])
  })

  it("F01.4 waits for all, then throws the first error that came, as it was thrown", async () => {
    const [first, second, third] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ]
    const done: string[] = []
    const all = parallel([
      after(second.promise, fail("second")),
      after(first.promise, fail("first")),
      after(third.promise, () => done.push("third")),
    ]).catch((error: Error) => [...done, error.message])
    first.resolve()
    await Promise.resolve()
    second.resolve()
    third.resolve()
    await expect(all).resolves.toEqual(["third", "first"])
  })
})
