import { describe, expect, it } from "vitest"

import { compile, type CompileResult } from "../src/index.ts"
import { longestCommon } from "../src/3-lower/longest-common.ts"
import { temporaryProject } from "./temporary-project.ts"

const head = `import { sleep, step, workflow } from "statewright"
import { z } from "zod"
export const charge = step("charge", { input: z.number(), output: z.number(), run: async (n) => n })
export const lookup = step("lookup", { input: z.number(), output: z.boolean(), run: async (n) => n > 0 })
export const double = (n: number): number => n * 2
`

const workflowOf = (body: string): string => `${head}
export const order = workflow("order", { input: z.object({ a: z.number(), b: z.number() }), output: z.unknown() }, async ({ a, b }) => {
${body}
  return a + b
})
`

/** Compiles one workflow file in a folder of its own. */
const compileText = (text: string, lock: string): CompileResult => {
  const root = temporaryProject({ ["src/a.workflow.ts"]: text })
  return compile({ root, workflows: ["src/**/*.workflow.ts"], outDir: "src/generated", lock })
}

const lockAfter = (bodies: readonly string[]): string =>
  bodies.reduce((lock, body) => {
    const result = compileText(workflowOf(body), lock)
    expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([])
    return result.lock?.text ?? ""
  }, "")

/** Which wait has which id, as the source says it. */
const idsOf = (body: string, lock: string): Record<string, string> => {
  const { files, diagnostics } = compileText(workflowOf(body), lock)
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([])
  const chart = files.find(({ path }) => path.endsWith(".chart.json"))?.text ?? ""
  const waits = chart.matchAll(/"kind": "wait",\s*"key": "[^"]*",\s*"label": "([^"]*)"[^]*?"id": "([^"]*)"/g)
  return Object.fromEntries([...waits].map(([, label = "", id = ""]) => [label, id]))
}

const before = `  const first = await charge(a)
  const second = await charge(b)
  for (let i = 0; i < first; i++) {
    if (await lookup(i)) await charge(i)
  }
  await sleep("1 hour")
  await charge(first + second)`

const known = {
  "charge(a)": "charge",
  "charge(b)": "charge_2",
  "lookup(i)": "for_i/lookup",
  "charge(i)": "for_i/if/charge",
  'sleep(\\"1 hour\\")': "sleep",
  "charge(first + second)": "charge_3",
}

describe("the lock", () => {
  it("A.4 gives ids in the order of the source, where there is no lock", () => {
    const sleepLabel = Object.keys(idsOf(before, "")).find((label) => label.startsWith("sleep")) ?? ""
    expect(Object.values(idsOf(before, ""))).toEqual(Object.values(known))
    expect(sleepLabel).not.toBe("")
  })

  it.each<[string, (body: string) => string, Record<string, string>]>([
    [
      "a statement before all",
      (body) => `  const zero = await charge(0)\n  void zero\n${body}`,
      { "charge(0)": "charge_4" },
    ],
    ["the same call once more", (body) => `${body}\n  await charge(first + second + 1)`, {}],
    ["two statements in the other order", swapFirstTwo, {}],
    ["a wait moved to the end", (body) => moveToEnd(body, '  await sleep("1 hour")\n'), {}],
    [
      "a local renamed",
      (body) => body.replaceAll("first", "deposit"),
      { "charge(first + second)": "", "charge(deposit + second)": "charge_3" },
    ],
    [
      "a loop variable renamed",
      (body) => body.replaceAll(/\bi\b/g, "index"),
      { "lookup(i)": "", "charge(i)": "", "lookup(index)": "for_i/lookup", "charge(index)": "for_i/if/charge" },
    ],
    [
      "the kind of loop changed",
      (body) => body.replace("for (let i = 0; i < first; i++)", "for (const i of [first])"),
      {},
    ],
    ["another condition around", (body) => body.replace("i < first", "i < first + 1"), {}],
    [
      "a helper around an argument",
      (body) => body.replace("charge(b)", "charge(double(b))"),
      { "charge(b)": "", "charge(double(b))": "charge_2" },
    ],
    [
      "the first of its name deleted",
      (body) => deleteFirst(body),
      { "charge(a)": "", "charge(first + second)": "charge_3" },
    ],
    [
      "comments and layout",
      (body) => `  // a note\n\n${body.replace("charge(b)", "charge( /* why */ b)")}`,
      { "charge(b)": "", "charge( /* why */ b)": "charge_2" },
    ],
  ])("A.4 keeps the ids of what stays: %s", (_, edit, changes) => {
    const lock = lockAfter([before])
    const expected = { ...known, ...changes }
    const found = idsOf(edit(before), lock)
    for (const [label, id] of Object.entries(expected)) {
      if (label.startsWith("sleep")) continue
      expect([label, found[label]]).toEqual([label, id === "" ? undefined : id])
    }
    expect(Object.values(found)).toContain("sleep")
  })

  it("A.4 never gives the id of what was deleted to anything else, and gives it back to the same", () => {
    const deleted = deleteFirst(before)
    const lock = lockAfter([before, deleted])
    expect(lock).toMatch(/^order\/charge step:charge \S+ removed$/m)
    expect(idsOf(`  await charge(77)\n${deleted}`, lock)["charge(77)"]).toBe("charge_4")
    expect(idsOf(before, lock)["charge(a)"]).toBe("charge")
    expect(lockAfter([before, deleted, before])).toBe(lockAfter([before]))
  })

  it("A.4 is the same whether edits are compiled one by one or the last alone is compiled again", () => {
    const lock = lockAfter([before, swapFirstTwo(before)])
    expect(compileText(workflowOf(swapFirstTwo(before)), lock).lock?.text).toBe(lock)
  })

  it("A.4 puts the author's own id before all else, and refuses it twice (SW1003)", () => {
    const own = before.replace("charge(b)", 'charge.with({ id: "deposit" })(b)')
    const lock = lockAfter([own])
    const swapped = swapFirstTwo(own).replace(")(b)", ")(a + b)")
    expect(Object.values(idsOf(swapped, lock))).toContain("deposit")
    expect(Object.values(idsOf(own.replace('.with({ id: "deposit" })', ""), lock))).toContain("deposit")
    const twice = compileText(workflowOf(`${own}\n  await charge.with({ id: "deposit" })(1)`), lock)
    expect(twice.diagnostics.map(({ code }) => code)).toEqual(["SW1003"])
    expect([twice.files, twice.lock]).toEqual([[], undefined])
  })

  it("A.4 changes the generated files where the source was changed, else only the places of conditions", () => {
    const files = (body: string, lock: string): string[] =>
      compileText(workflowOf(body), lock)
        .files.filter(({ path }) => path.endsWith(".machine.ts"))
        .flatMap(({ text }) => text.replace(/version: "\w+",\n(?:  places: \{[^}]*\},\n)?/, "").split("\n"))
    const lock = lockAfter([before])
    const lines = files(before, lock)
    const inserted = files(
      before.replace("  for (", "  const third = await charge(a + b)\n  void third\n  for ("),
      lock,
    )
    // Where the segment before ends: what it takes out of the frame, and what it starts; and two states.
    expect(hunks(lines, inserted)).toBe(3)
    const renamed = files(before.replace("charge(first + second)", "charge(second + first)"), lock)
    expect(hunks(lines, renamed)).toBe(1)
  })

  it("A.4 is one line for each id, sorted; an edit changes its own lines", () => {
    const lock = lockAfter([before])
    const lines = lock.trimEnd().split("\n")
    expect(lines.slice(3)).toEqual(lines.slice(3).toSorted())
    expect(lines.slice(3).map((line) => line.replace(/ [\da-f]{8}-[\da-f]{8}/, ""))).toEqual([
      "charge step",
      "lookup step",
      "order workflow",
      "order/charge step:charge",
      "order/charge_2 step:charge after charge",
      "order/charge_3 step:charge after sleep as charge_4",
      "order/for_i loop after charge_2",
      "order/for_i/if if after lookup",
      "order/for_i/if/charge step:charge as charge_3",
      "order/for_i/lookup step:lookup",
      "order/sleep sleep after for_i",
    ])
    const after = lockAfter([before, before.replace("  await sleep", "  await charge(7)\n  await sleep")])
    expect(hunks(lines, after.trimEnd().split("\n"))).toBe(2)
  })

  it.each([
    ["a merge that is not solved", (lock: string) => `${lock}<<<<<<< ours\n`, 15],
    ["an id on two lines", (lock: string) => `${lock}order/sleep sleep 00000000-00000000\n`, 15],
    ["a line of somebody else's", (lock: string) => `${lock}whatever\n`, 15],
    ["another format", (lock: string) => lock.replace("format 1", "format 2"), 3],
    ["half of a file", (lock: string) => lock.slice(lock.indexOf("\norder workflow") + 1), 1],
  ])("A.6 refuses %s, names the line, and yields nothing", (_, spoil, line) => {
    const { files, lock, diagnostics } = compileText(workflowOf(before), spoil(lockAfter([before])))
    expect(diagnostics.map(({ code, file, span }) => `${file}:${span.line} ${code}`)).toEqual([
      `statewright/workflows.lock:${line} SW0014`,
    ])
    expect([files, lock]).toEqual([[], undefined])
  })

  it("A.4 takes the lock in any order of its lines and with any line ends", () => {
    const lock = lockAfter([before])
    const [first = "", ...rest] = lock.trimEnd().split("\n")
    const shuffled = [first, ...rest.slice(0, 2), ...rest.slice(2).toReversed()].join("\r\n")
    expect(compileText(workflowOf(before), shuffled).lock?.text).toBe(lock)
  })

  it("A.6 leaves the lines of a workflow that is refused as they were", () => {
    const other = `\nexport const other = workflow("other", {}, async () => { await charge(1) })\n`
    const both = workflowOf(before) + other
    const lock = compileText(both, "").lock?.text ?? ""
    const root = temporaryProject({ "src/a.workflow.ts": both.replace("await charge(1)", "charge(1)") })
    const kept = compile({ root, workflows: ["src/*.workflow.ts"], outDir: "src/generated", lock, keepGoing: true })
    expect(kept.refused.map(({ name }) => name)).toEqual(["other"])
    expect(kept.lock?.text).toBe(lock)
    const gone = compileText(workflowOf(before), lock).lock?.text
    expect(gone).toContain("other workflow removed\nother/charge step:charge ")
  })
})

function swapFirstTwo(body: string): string {
  const [first = "", second = "", ...rest] = body.split("\n")
  return [second, first, ...rest].join("\n")
}

function moveToEnd(body: string, line: string): string {
  return `${body.replace(line, "")}\n${line.trimEnd()}`
}

function deleteFirst(body: string): string {
  return body.replace("const first = await charge(a)", "const first = a")
}

/** How many runs of lines differ. */
function hunks(before: readonly string[], after: readonly string[]): number {
  const lines = (texts: readonly string[]) => texts.map((text, at) => ({ text, at }))
  const same = longestCommon(lines(before), lines(after), ({ text }) => text).toSorted(([a], [b]) => a.at - b.at)
  let [count, left, right] = [0, 0, 0]
  for (const [a, b] of [...same, [{ at: before.length }, { at: after.length }] as const]) {
    if (a.at > left || b.at > right) count++
    left = a.at + 1
    right = b.at + 1
  }
  return count
}
