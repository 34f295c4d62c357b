import { rmSync } from "node:fs"

import { runCompiled, runInline } from "@statewright/testing"
import type { Program } from "statewright/machine"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"

import { type Loaded, loadPrograms } from "./differential/load-programs.ts"

const source = `import { softly, step, workflow } from "statewright"
import { z } from "zod"

export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })
export const kindOf = step("kindOf", { output: z.string(), run: async () => "b" })
export const read = step("read", { output: z.object({ list: z.array(z.number()).optional() }), run: async () => ({}) })

export const nested = workflow("nested", { input: z.object({ n: z.number() }), output: z.array(z.string()) }, async ({ n }) => {
  const log: string[] = []
  if (n > 10) log.push("many")
  else if ((await ask("first")) && n % 2 === 0) {
    switch (await kindOf()) {
      case "a":
        log.push("a")
        break
      default:
        log.push((await ask("second")) ? "yes" : "no")
    }
  }
  if (log.length === 0) log.push((await ask("third")) || n > 5 ? "third or five" : "neither")
  log.push("end")
  return log
})

export const soft = workflow("soft", { output: z.array(z.string()) }, async () => {
  const { list } = await read()
  const log: string[] = []
  if (softly(() => list!.length > 0)) log.push("some")
  try {
    if (list!.length > 0) log.push("again")
  } catch {
    log.push(await kindOf())
  }
  return log
})
`

describe("conditions", () => {
  let loaded: Loaded
  beforeAll(async () => {
    loaded = await loadPrograms({ "input.workflow.ts": source }, { strictest: false })
  })
  afterAll(() => rmSync(loaded.root, { recursive: true }))

  it.each([
    ["take a branch by the input", 12, { ask: true, kindOf: "a" }, ["many", "end"]],
    ["nest, and await a step in a condition", 4, { ask: true, kindOf: "a" }, ["a", "end"]],
    ["take a branch by an earlier output", 4, { ask: true, kindOf: "c" }, ["yes", "end"]],
    ["go on behind an `if` without `else`", 3, { ask: false, kindOf: "a" }, ["neither", "end"]],
    ["evaluate what follows `||` only if it must", 7, { ask: false, kindOf: "a" }, ["third or five", "end"]],
  ])("F02.1 F02.2 F02.3 F02.4 %s", async (_, n, { ask, kindOf }, output) => {
    const program = programOf(loaded, "nested")
    const steps = { ask: async () => ask, kindOf: async () => kindOf }
    expect(await runCompiled(program as never, { n } as never, { steps, mode: "roundtrip" })).toMatchObject({
      status: "completed",
      output,
    })
    expect(await runInline(program.workflow as never, { n }, { steps })).toMatchObject({
      status: "completed",
      output,
    })
  })

  it("F02.6 softly tells of a condition that throws and takes it for false; elsewhere it throws", async () => {
    const told = vi.spyOn(console, "warn").mockImplementation(() => {})
    const program = programOf(loaded, "soft")
    const steps = { read: async () => ({}), kindOf: async () => "threw" }
    expect(await runCompiled(program as never, undefined as never, { steps, mode: "roundtrip" })).toMatchObject({
      output: ["threw"],
    })
    expect(told).toHaveBeenCalledWith(expect.stringContaining("counts as false"), expect.any(TypeError))
    told.mockRestore()
  })
})

const programOf = ({ programs }: Loaded, name: string): Program => {
  const program = [...programs.values()].find(({ workflow }) => workflow.definition.name === name)
  if (program === undefined) throw new Error(`no program of ${name}`)
  return program
}
