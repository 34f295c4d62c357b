import { describe, expect, it } from "vitest"

import type { Diagnostic } from "../src/diagnostic/diagnostic.ts"
import { diagnosticsJson, renderDiagnostics } from "../src/index.ts"

const source = "const a = 1\n\tconst send = () => a\nawait charge()\nsend()\n"

const span = (line: number, column: number, endColumn: number, start: number) => ({
  start,
  end: start + endColumn - column,
  line,
  column,
  endLine: line,
  endColumn,
})

const found: Diagnostic = {
  code: "SW3102",
  severity: "error",
  file: "a.workflow.ts",
  span: span(4, 1, 5, 48),
  message: "Function `send` is needed after the wait at line 3, and a function cannot be stored.",
  hint: "Declare it again after the wait.",
  related: [
    { file: "a.workflow.ts", span: span(2, 8, 12, 19), label: "declared here" },
    { file: "b.ts", span: span(1, 1, 6, 0), label: "and here" },
  ],
  docs: "docs/language.md#sw3102",
}
const warning: Diagnostic = {
  ...found,
  code: "SW2201",
  severity: "warning",
  file: "A.workflow.ts",
  related: [],
  span: span(1, 7, 8, 6),
}
const sourceOf = (file: string): string | undefined =>
  file === "b.ts" ? "const b = 1" : file === "a.workflow.ts" ? source : undefined

describe("renderDiagnostics", () => {
  it("A.6 shows place, code, message, the code with what explains it, and what to do", () => {
    expect(renderDiagnostics([found], { sourceOf })).toBe(
      [
        "a.workflow.ts:4:1  SW3102  Function `send` is needed after the wait at line 3, and a function cannot be stored.",
        "  1 | const a = 1",
        "  2 |   const send = () => a",
        "    |         ---- declared here",
        "  3 | await charge()",
        "  4 | send()",
        "    | ^^^^",
        "  5 |",
        "  b.ts:1:1",
        "  1 | const b = 1",
        "    | ----- and here",
        "  hint: Declare it again after the wait.",
        "",
        "1 error, 0 warnings in 1 file.",
      ].join("\n"),
    )
  })

  it("A.6 sorts by file and position, and shows no frame of a file that it cannot read", () => {
    const text = renderDiagnostics([found, { ...found, span: span(1, 7, 8, 6) }, warning], { sourceOf })
    expect(text.match(/^[aA]\.workflow\.ts:\d+:\d+ {2}SW\d+( warning)?/gm)).toEqual([
      "A.workflow.ts:1:7  SW2201 warning",
      "a.workflow.ts:1:7  SW3102",
      "a.workflow.ts:4:1  SW3102",
    ])
    expect(text.split("\n").slice(0, 2).at(-1)).toBe("  hint: Declare it again after the wait.")
    expect(text.endsWith("2 errors, 1 warning in 2 files.")).toBe(true)
  })

  it("A.6 paints for a terminal without changing the words", () => {
    const painted = renderDiagnostics([found], { sourceOf, colour: true })
    expect(painted).toContain("\u001B[31m^^^^\u001B[39m")
    // oxlint-disable-next-line no-control-regex -- the escape sequences are what is removed
    expect(painted.replaceAll(/\u001B\[\d+m/g, "")).toBe(renderDiagnostics([found], { sourceOf }))
  })

  it("A.6 marks to the end of the line what spans several", () => {
    const long = { ...found, related: [], span: { ...span(1, 7, 8, 6), endLine: 3 } }
    expect(renderDiagnostics([long], { sourceOf })).toContain("    |       ^^^^^\n")
  })
})

describe("diagnosticsJson", () => {
  it("A.6 names its schema and keeps every field", () => {
    const parsed: unknown = JSON.parse(diagnosticsJson([found, warning]))
    expect(parsed).toEqual({ schema: "codegen/1", diagnostics: [warning, found] })
  })
})
