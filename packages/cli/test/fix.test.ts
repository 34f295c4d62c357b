import { rmSync } from "node:fs"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, createApp } from "./app.ts"

let app: App
beforeAll(() => {
  app = createApp()
})
afterAll(() => rmSync(app.folder, { recursive: true }))

const helpful = `import { workflow } from "statewright"
import { z } from "zod"

/** Doubles. */
const double = (n: number) => n * 2

export const helpful = workflow("helpful", { input: z.number(), output: z.number() }, async (n) => double(n))
`

describe("statewright codegen --fix", () => {
  it("A.6 exports a helper that a workflow uses, and compiles", async () => {
    app.write("src/helpful.workflow.ts", helpful)
    const clash = await app.type("codegen", "--fix", "--check")
    expect(clash).toMatchObject({ code: 2, stdout: "" })
    expect(app.read("src/helpful.workflow.ts")).toBe(helpful)
    const fixed = await app.type("codegen", "--fix")
    expect(fixed.code).toBe(0)
    expect(fixed.stderr).toContain("exported double in src/helpful.workflow.ts")
    expect(fixed.stdout).toContain("wrote src/generated/helpful.machine.ts")
    expect(app.read("src/helpful.workflow.ts")).toBe(helpful.replace("const double", "export const double"))
    const again = await app.type("codegen", "--fix", "--json")
    expect(again.code).toBe(0)
    expect(JSON.parse(again.stdout)).toMatchObject({ data: { fixed: [], written: [], diagnostics: [] } })
  })
})
