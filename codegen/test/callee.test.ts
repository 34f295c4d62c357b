import { describe, expect, it } from "vitest"

import { calleeOf } from "../src/1-read/callee.ts"
import { ts } from "../src/1-read/syntax.ts"
import { nodesOf, readInline } from "./read-inline.ts"

const steps = `import { step } from "statewright"
export const remote = step("remote", { run: async () => 1 })
export { remote as renamed }
`

/** What each call of a file is, by its text. */
const callees = (text: string): Record<string, string> => {
  const project = readInline(text, { "src/steps.ts": steps })
  const calls = nodesOf(project, (node) => (ts.isCallExpression(node) ? node : undefined))
  return Object.fromEntries(calls.map((call) => [call.getText(), describeCallee(calleeOf(call, project.checker))]))
}

const describeCallee = (callee: ReturnType<typeof calleeOf>): string => {
  switch (callee.kind) {
    case "step":
      return `step ${callee.step.name}`
    case "word":
      return `word ${callee.word}`
    case "promise":
      return `promise ${callee.method}`
    default:
      return callee.kind
  }
}

describe("calleeOf", () => {
  it("A.1 sees steps and words through aliases, namespaces, parentheses and `with`", () => {
    const found = callees(`
import * as sw from "statewright"
import { sleep as rest, step as make, workflow } from "statewright"
import { renamed } from "./steps.js"
import * as steps from "./steps.js"
export const own = make("own", { run: async () => 1 })
export const child = workflow("child", {}, async () => 1)
export const w = sw.workflow("w", {}, async () => {
  await renamed()
  await (own)()
  await steps.remote()
  await own.with({ id: "x" })()
  await rest("1 second")
  await sw.sleep("2 seconds")
  await child()
  await Promise.all([])
})
`)
    expect(found).toMatchObject({
      "renamed()": "step remote",
      "(own)()": "step own",
      "steps.remote()": "step remote",
      'own.with({ id: "x" })()': "step own",
      'rest("1 second")': "word sleep",
      'sw.sleep("2 seconds")': "word sleep",
      "child()": "child",
      "Promise.all([])": "promise all",
    })
  })

  it("A.1 is not fooled by names", () => {
    const found = callees(`
const sleep = async (_: string) => 1
const Promise = { all: (_: unknown[]) => 1 }
export const use = async (any: typeof sleep) => {
  const step = (name: string) => name
  step("x")
  await sleep("1 second")
  Promise.all([])
  await any("x")
}
`)
    expect(new Set(Object.values(found))).toEqual(new Set(["other", "helper"]))
  })

  it("A.1 knows a step that cannot be traced to one declaration", () => {
    const found = callees(`
import { step } from "statewright"
export const a = step("a", { run: async () => 1 })
export const b = step("b", { run: async () => 1 })
export const choose = async (flag: boolean) => {
  const chosen = flag ? a : b
  await chosen()
}
`)
    expect(found["chosen()"]).toBe("unknown-step")
  })
})
