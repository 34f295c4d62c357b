import { rmSync } from "node:fs"

import { afterAll, describe, expect, it } from "vitest"

import { runCompiled } from "@statewright/testing"
import type { Program } from "statewright/machine"

import { loadPrograms } from "./differential/load-programs.ts"

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })))

const compiled = async (body: string, options = {}): Promise<Program> => {
  const source = [
    'import { step, workflow } from "statewright"',
    'export const count = step("count", { run: async (n: number) => n })',
    'export const keep = step("keep", { run: async (_: unknown) => 0 })',
    `export const flow = workflow("flow", {}, async (n: number) => {\n${body}\n})`,
  ].join("\n")
  const { root, programs } = await loadPrograms({ "input.workflow.ts": source }, options)
  roots.push(root)
  const [program] = programs.values()
  if (program === undefined) throw new Error("nothing was compiled")
  return program
}

describe("promises in a frame", () => {
  it("A.9 a promise that was not awaited cannot be handed to a step: the run fails and says so", async () => {
    const program = await compiled("const one = count(n)\nreturn (await keep({ one })) + (await one)")
    const { status, error } = await runCompiled(program as never, 1 as never, {
      steps: { count: async () => 1, keep: async () => 0 },
    })
    expect({ status, error: String(error) }).toMatchObject({
      status: "failed",
      error: expect.stringContaining("promise"),
    })
  })

  it("A.9 a promise of another origin, unseen by the types, is an error and no wrong result", async () => {
    const program = await compiled("const other: any = JSON.parse('{}')\nother.then = () => {}\nreturn await other")
    await expect(runCompiled(program as never, 1 as never, { steps: {} })).rejects.toMatchObject({ code: "RUN-021" })
  })

  it("A.2 an async function that nobody calls is left out, wherever it stands", async () => {
    const inside = "const nobody = async (): Promise<number> => count(n)"
    const program = await compiled(`for (const each of [n]) {\n${inside}\n}\ntry {\n${inside}\n} catch {}\nreturn n`)
    expect(await runCompiled(program as never, 1 as never, { steps: {} })).toMatchObject({ output: 1 })
  })
})
