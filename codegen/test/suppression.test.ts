import { describe, expect, it } from "vitest"

import { compile, hasErrors } from "../src/index.ts"
import { sharedSources, temporaryProject } from "./temporary-project.ts"

const unchecked = { ...sharedSources, check: () => [] }

/** What is said of a workflow whose `finally` has these lines, as `line code`, counted from the first of them. */
const saidOf = (lines: string, { before = "", newLine = "\n" } = {}): string[] => {
  const source = `import { step, workflow } from "statewright"
export const ask = step("ask", { run: async () => true })
${before}
export const asks = workflow("asks", {}, async () => {
  try {
    await ask()
  } finally {
${lines}
  }
})
`
  const root = temporaryProject({ "a.workflow.ts": source.replaceAll("\n", newLine) })
  const { diagnostics, files } = compile({ root, workflows: ["a.workflow.ts"], outDir: "out", sources: unchecked })
  expect(files.length > 0).toBe(!hasErrors(diagnostics))
  return diagnostics.map(({ code, span }) => `${span.line - 7} ${code}`)
}

describe("suppression", () => {
  it("A.7 leaves a warning that nothing silences, and compiles", () => {
    expect(saidOf("    return")).toEqual(["1 SW4112"])
  })

  it.each([
    ["on the line above", "    // statewright-ignore SW4112 because of this\n    return"],
    ["at the end of the line", "    return // statewright-ignore SW4112 because of this"],
    [
      "before other comments and empty lines",
      "    // statewright-ignore SW4112 because of this\n\n    // And so on.\n    return",
    ],
    ["in a block", "    /* statewright-ignore SW4112 because\n       of this */ return"],
    ["in documentation", "    /** statewright-ignore SW4112 because of this */\n    return"],
    ["in small letters", "    // statewright-ignore sw4112 because of this\n    return"],
  ])("A.7 silences a warning %s", (_, lines) => {
    expect(saidOf(lines)).toEqual([])
    expect(saidOf(lines, { newLine: "\r\n" })).toEqual([])
  })

  it.each([
    ["without a reason", "    // statewright-ignore SW4112\n    return", ["1 SW6001", "2 SW4112"]],
    ["with an empty reason", "    // statewright-ignore SW4112 because\n    return", ["1 SW6001", "2 SW4112"]],
    ["on the line after", "    return\n    // statewright-ignore SW4112 because of this", ["1 SW4112", "2 SW6004"]],
    [
      "two lines above",
      "    // statewright-ignore SW4112 because of this\n    await ask()\n    return",
      ["1 SW6004", "3 SW4112"],
    ],
    ["of another code", "    // statewright-ignore SW4113 because of this\n    return", ["1 SW6002", "2 SW4112"]],
    ["of an error", "    // statewright-ignore SW2201 because of this\n    ask()", ["1 SW6003", "2 SW2201"]],
    ["of itself", "    // statewright-ignore SW6004 because of this\n    await ask()", ["1 SW6003"]],
  ])("A.7 says what is wrong with a comment %s", (_, lines, said) => {
    expect(saidOf(lines)).toEqual(said)
  })

  it("A.7 takes no text for a comment", () => {
    const texts = 'await Promise.resolve("// statewright-ignore SW4112 because")'
    expect(
      saidOf("    return", { before: `export const text = async () => {\n  ${texts}\n}`.replaceAll("\n", " ") }),
    ).toEqual(["1 SW4112"])
  })

  it("A.6 A.7 calls no comment needless in a file that is refused", () => {
    const lines = "    // statewright-ignore SW4112 because of this\n    await ask()\n    ask()"
    expect(saidOf(lines)).toEqual(["3 SW2201"])
  })
})

describe("suppression in the file of a helper", () => {
  const saidOfHelper = (comment: string): string[] => {
    const root = temporaryProject({
      "a.workflow.ts": `import { workflow } from "statewright"
import { waits } from "./waits.js"
export const a = workflow("a", {}, async () => await waits())
`,
      "waits.ts": `import { sleep } from "statewright"
export const waits = async (): Promise<string> => {
  try {
    await sleep("1 second")
  } finally {
    ${comment}
    return "waited"
  }
}
`,
    })
    const { diagnostics } = compile({ root, workflows: ["a.workflow.ts"], outDir: "out", sources: unchecked })
    return diagnostics.map(({ code, file, span }) => `${file}:${span.line} ${code}`)
  }

  it("A.7 silences a warning there, and is told where nothing is left to silence", () => {
    expect(saidOfHelper("")).toEqual(["waits.ts:7 SW4112"])
    expect(saidOfHelper("// statewright-ignore SW4112 because of this")).toEqual([])
    expect(saidOfHelper("// statewright-ignore SW4105 because of this")).toEqual([
      "waits.ts:6 SW6004",
      "waits.ts:7 SW4112",
    ])
  })
})
