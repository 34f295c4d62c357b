import type { State } from "@statewright/model"

import { lowerWorkflow } from "../src/3-lower/lower-workflow.ts"
import { namingOf, readInline } from "./read-inline.ts"

const head = `
import { sleep, step, workflow } from "statewright"
import { z } from "zod"
export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })
export const load = step("load", { output: z.array(z.object({ n: z.number() })), run: async () => [{ n: 1 }] })
export const sumOf = (list: readonly { n: number }[]): number => list.reduce((sum, { n }) => sum + n, 0)
export const grow = (list: { n: number }[]): void => void list.push({ n: 0 })
export const one = workflow("one", { input: z.object({ count: z.number() }), output: z.unknown() }, async ({ count }) => {`

/** What a workflow with these statements, over an input `{ count }`, becomes: its version and its states by path. */
export const lowered = (statements: string) => {
  const project = readInline(`${head}\n${statements}\n})`)
  const [workflow] = project.workflows
  if (workflow === undefined) throw new Error("invariant: there is one workflow")
  const { context: naming, imports } = namingOf(project)
  const result = lowerWorkflow(workflow, { naming, imports, locked: [] })
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"))
  const states = new Map<string, State>()
  const visit = (all: readonly State[], above: string): void => {
    for (const state of all) {
      const path = `${above}${state.key}`
      states.set(path, state)
      if (state.kind === "region") visit(state.states, `${path}.`)
    }
  }
  visit(result.procedures[0]?.states ?? [], "")
  return { version: result.version, states, segments: result.code.procedures.flatMap(({ segments }) => segments) }
}

/** The write set of the segment at a path. */
export const writesAt = (states: ReadonlyMap<string, State>, path: string) => {
  const state = states.get(path)
  return state?.kind === "segment" ? state.writes : undefined
}

/** What lives across the wait at a path. */
export const keptAt = (states: ReadonlyMap<string, State>, path: string) => {
  const state = states.get(path)
  return state?.kind === "wait" ? state.keep : undefined
}
