import { createEngine } from "@statewright/runtime"
import { beforeEach, describe, expect, it } from "vitest"
import { step, workflow } from "statewright"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { bench } from "./workflows/mending.workflow.ts"

beforeEach(() => {
  bench.mended = []
  bench.act = async (part) => `${part} is whole`
})

const messageOf = async (act: () => unknown): Promise<string> => {
  try {
    await act()
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  throw new Error("nothing was thrown")
}

describe("what an error says", () => {
  it.each([
    [() => {}, "The input of workflow `inTurn` cannot be stored: it is a function."],
    [["jug", () => {}], "The input of workflow `inTurn` cannot be stored: `[1]` is a function."],
    [
      { parts: [{ mend: () => {} }] },
      "The input of workflow `inTurn` cannot be stored: `parts[0].mend` is a function.",
    ],
  ])("A.9 of a value that cannot be stored quotes nothing within what is quoted: %o", async (input, message) => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    expect(await messageOf(() => engine.workflows.inTurn.start(input as []))).toBe(message)
  })

  it.each([
    ["retry", { retry: { strategy: "fixed", initialDelay: "soon", maxAttempts: 2 } }],
    ["cache", { cache: { ttl: "soon" } }],
    ["breaker", { breaker: { failureThreshold: 1, openFor: "soon" } }],
    ["rate", { rate: { limit: 1, per: "soon" } }],
  ])("N.6 of a time that is none, in %s, ends with one full stop", async (_, options) => {
    const run = async () => {}
    const made = async () => {
      const idle = step("idle", { run, ...options } as { run: typeof run })
      const idler = workflow("idler", {}, async () => idle())
      await (await createEngine({ database: await newDatabase(), workflows: { idler } as never })).close()
    }
    const message = await messageOf(made)
    expect(message).toMatch(/"soon" is not a duration/)
    expect(message).toMatch(/[^.]\.$/)
    expect(message).not.toMatch(/\.[.;:]/)
  })
})
