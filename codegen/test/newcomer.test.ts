import { rmSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { compile } from "../src/index.ts"
import { temporaryProject } from "./temporary-project.ts"

const text = `import { step, workflow } from "statewright"

export const one = step("one", { run: async () => 1 })

export const first = workflow("first", {}, async () => {
  const value = await one()
  return value + 1
})
`
const file = "src/first.workflow.ts"
const compileIn = (root: string, outDir = "src/generated", more = {}) =>
  compile({ root, workflows: ["src/**/*.workflow.ts"], outDir, ...more })

const nodeSettings = JSON.stringify({
  compilerOptions: { target: "esnext", module: "nodenext", strict: true, noEmit: true, verbatimModuleSyntax: true },
})

describe("a first project", () => {
  it("A.6 without tsconfig.json gets one to paste", () => {
    const root = temporaryProject({ [file]: text })
    rmSync(join(root, "tsconfig.json"))
    const { diagnostics } = compileIn(root)
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW0009"])
    const settings = /\{.*\}/.exec(diagnostics[0]?.hint ?? "")?.[0] ?? ""
    const pasted = temporaryProject({ [file]: text, "tsconfig.json": settings })
    expect(compileIn(pasted).diagnostics).toEqual([])
  })

  it.each([["commonjs"], [undefined]])("A.6 of module type %s gets one diagnostic, with the command", (type) => {
    const root = temporaryProject({
      [file]: text,
      "src/second.workflow.ts": text.replaceAll("first", "second").replaceAll("one", "two"),
      "tsconfig.json": nodeSettings,
      "package.json": JSON.stringify({ name: "app", type }),
    })
    for (const more of [{}, { typecheck: false }, { keepGoing: true }]) {
      const { diagnostics, files } = compileIn(root, "src/generated", more)
      expect(diagnostics.map(({ code, file: about }) => `${about} ${code}`)).toEqual(["package.json SW0010"])
      expect(diagnostics[0]?.hint).toContain("npm pkg set type=module")
      expect(files).toEqual([])
    }
  })

  it("A.6 is told to write `await` where TypeScript asks for it, and else what TypeScript reports", () => {
    const root = temporaryProject({
      "src/a.workflow.ts": text.replace("await one()", "one()"),
      "src/b.workflow.ts": text.replace("value + 1", "value.length").replaceAll(/first|one/g, "$&B"),
    })
    expect(compileIn(root).diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ["SW0002", "Write `await` before it (TS2365)."],
      ["SW0002", "Correct what TypeScript reports as TS2339."],
    ])
  })

  it.each([["../generated"], [".."], ["/tmp/generated"]])("A.6 is refused once when its outDir is %s", (outDir) => {
    const root = temporaryProject({ [file]: text })
    const { diagnostics, files } = compileIn(root, outDir)
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW0011"])
    expect(diagnostics[0]?.message).toContain(`\`outDir\` is \`${outDir}\``)
    expect(files).toEqual([])
  })
})
