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

/** Rates are one object: a copy of it would be another. */
const rates = { double: 2 }

export const helpful = workflow("helpful", { input: z.number(), output: z.number() }, async (n) => n * rates.double)
`

describe("statewright codegen --fix", () => {
  it("A.6 exports what a workflow uses and cannot have a copy of, and compiles", async () => {
    app.write("src/helpful.workflow.ts", helpful)
    const clash = await app.type("codegen", "--fix", "--check")
    expect(clash).toMatchObject({ code: 2, stdout: "" })
    expect(app.read("src/helpful.workflow.ts")).toBe(helpful)
    const fixed = await app.type("codegen", "--fix")
    expect(fixed.code).toBe(0)
    expect(fixed.stderr).toContain("exported rates in src/helpful.workflow.ts")
    expect(fixed.stdout).toContain("wrote src/generated/helpful.machine.ts")
    expect(app.read("src/helpful.workflow.ts")).toBe(helpful.replace("const rates", "export const rates"))
    const again = await app.type("codegen", "--fix", "--json")
    expect(again.code).toBe(0)
    expect(JSON.parse(again.stdout)).toMatchObject({ data: { fixed: [], written: [], diagnostics: [] } })
  })
})
