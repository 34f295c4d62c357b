import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { openSources } from "../src/1-read/sources.ts"
import { ts } from "../src/1-read/syntax.ts"
import { readTsconfig } from "../src/1-read/tsconfig.ts"
import { compile } from "../src/index.ts"
import { temporaryProject, writeInto } from "./temporary-project.ts"

const workflowText = (name: string, hours: number): string => `import { sleep, workflow } from "statewright"
import { pause } from "./pause.js"
export const ${name} = workflow("${name}", {}, async (n: number) => {
  await pause(n)
  await sleep("${hours} hours")
  return n
})
`

const sources = {
  "src/pause.ts": `import { sleep } from "statewright"
export const pause = async (n: number) => {
  await sleep("1 day")
  return n
}
`,
  "src/one.workflow.ts": workflowText("one", 1),
  "src/two.workflow.ts": workflowText("two", 1),
  "src/three.workflow.ts": workflowText("three", 1),
}

describe("an edit while watching", () => {
  it("A.5 asks for no types in workflow files that are as before", () => {
    const root = temporaryProject(sources)
    const options = { root, workflows: ["src/*.workflow.ts"], outDir: "src/generated" }
    const opened = openSources(readTsconfig(root, undefined))
    const { lock } = compile({ ...options, lock: "", sources: opened })
    const file = join(root, "src/one.workflow.ts")
    writeInto(root, { "src/one.workflow.ts": workflowText("one", 2) })
    expect(opened.refresh([file])).toBe(true)
    const asked = askedFiles(opened.program().getTypeChecker())
    expect(compile({ ...options, lock: lock?.text ?? "", sources: opened }).diagnostics).toEqual([])
    expect([...asked].filter((each) => each.endsWith(".workflow.ts"))).toEqual([file])
  })
})

/** The files in which names are looked up from now on; which files there are is asked of the specifiers of imports. */
const askedFiles = (checker: ts.TypeChecker): ReadonlySet<string> => {
  const asked = new Set<string>()
  const { getSymbolAtLocation, getTypeAtLocation } = checker
  const note = (node: ts.Node): void => void (ts.isStringLiteral(node) || asked.add(node.getSourceFile().fileName))
  checker.getSymbolAtLocation = (node) => {
    note(node)
    return getSymbolAtLocation(node)
  }
  checker.getTypeAtLocation = (node) => {
    note(node)
    return getTypeAtLocation(node)
  }
  return asked
}
