import { describe, expect, it } from "vitest"

import { compile } from "../src/index.ts"
import { sharedSources, temporaryProject } from "./temporary-project.ts"

const head = `import { readFile } from "node:fs/promises"
import { setTimeout as pause } from "node:timers/promises"
import { sleep, step, workflow } from "statewright"
export const charge = step("charge", { run: async (cents: number) => cents })
export const delay = (ms: number) => new Promise((done) => setTimeout(done, ms))
export class Desk {
  async ring() {
    return await charge(1)
  }
}
export const uses = [readFile, pause, sleep, delay, Desk]
let count = 0
void count
`
const file = "src/a.workflow.ts"

const saidOf = (statements: string) => {
  const root = temporaryProject({
    [file]: `${head}export const w = workflow("w", {}, async () => {\n${statements}\n})`,
  })
  const unchecked = { ...sharedSources, check: () => [] }
  const { diagnostics } = compile({ root, workflows: [file], outDir: "src/generated", sources: unchecked })
  return diagnostics.map(({ code, span, hint }) => ({ at: `${span.line - 14}:${span.column} ${code}`, hint }))
}

describe("one mistake", () => {
  it.each([
    ["charge(1).then((n) => n + 1)", "1:1 SW2201", "Write `await` before it"],
    ["void charge(1).then(String).catch(() => 0)", "1:6 SW2201", "Write `await` before it"],
    ["await charge(1).catch([String][0])", "1:23 SW2001", "Write an arrow function here"],
    ["await charge(1).then(console.log)", "1:22 SW2001", "Write an arrow function here"],
    ["await Promise.resolve(1).then((n) => charge(n))", "1:7 SW2202", "into a step"],
    ["await charge(1)?.catch(() => 0)", "1:7 SW2202", "in a `try`, and write the rest in its `catch`"],
    ["const f = () => charge(1).finally(() => {})\nvoid f", "1:17 SW2202", "in an `async` function"],
    ["await new Promise((done) => setTimeout(done, 10))", "1:7 SW2202", "`await sleep(...)`"],
    ["await delay(10)", "1:7 SW2401", "`await sleep(...)`"],
    ["setTimeout(() => {}, 10)", "1:1 SW2401", "`await sleep(...)`"],
    ["await new Desk().ring()", "1:7 SW2202", "as an `async` function or a `static` method"],
    [
      "async function* twice() { yield await charge(1) }\nvoid twice",
      "1:1 SW2001",
      "in an `async` function that returns it",
    ],
    ["await fetch('http://localhost').then((answer) => answer.json())", "1:7 SW2401", "into a step"],
    ["return await readFile(String(process.pid), 'utf8')", "1:14 SW2402", "inside a step"],
    ["count++", "1:1 SW2404", "in a local variable"],
    ["charge(1)", "1:1 SW2201", "`await`"],
    ["[1].forEach(async (cents) => { await charge(cents) })", "1:13 SW2204", "`for..of`"],
    ["const { sep } = await import('node:path')\nreturn sep", "1:23 SW2405", "statically"],
    [
      "const a = async (b: TemplateStringsArray) => await charge(b.length)\nreturn await a`x`",
      "2:14 SW2202",
      "into a step",
    ],
    ["return await 1", "1:14 SW2202", "Remove `await`"],
    ["return (await charge(1)).length", "1:26 SW0002", "TS2339"],
    ["return charge(1) + 1", "1:8 SW0002", "Write `await` before it"],
  ])("A.6 A.7 gets one diagnostic, with what to write instead: %s", (statements, at, hint) => {
    const found = saidOf(statements)
    expect(found.map((each) => each.at)).toEqual([at])
    expect(found[0]?.hint).toContain(hint)
  })

  it("A.6 is not taken for another that stands near it", () => {
    const found = saidOf(
      "charge(1)\nawait charge(Number(process.pid))\nawait new Promise((done) => setTimeout(done, 1))",
    )
    expect(found.map(({ at }) => at)).toEqual(["1:1 SW2201", "2:21 SW2401", "3:7 SW2202"])
  })
})
