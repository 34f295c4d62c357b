import { rmSync } from "node:fs"

import { beforeAll, describe, expect, it } from "vitest"

import type { State } from "@statewright/model"

import { lowerWorkflow } from "../src/3-lower/lower-workflow.ts"
import { readProject } from "../src/1-read/read-project.ts"
import { namingOf } from "./read-inline.ts"
import { createProject, sharedSources } from "./temporary-project.ts"

const head = `
import { failure, forEach, step, workflow } from "statewright"
import { z } from "zod"
import { priceOf, spin, each, tree, walk, Box, Nest, endless, api, limit, slug } from "./helpers.js"
export class Broken extends failure("Broken", z.object({ n: z.number() })) {}
export const Order = z.object({ n: z.number() })
export const ask = step("ask", { input: z.number(), output: z.boolean(), run: async () => true })
export const quick = async (n: number): Promise<number> => { if (n < 0) await ask(n); return n }
export const poll = async (): Promise<void> => { while (true) await ask(1) }
export const deep = async (n: number): Promise<number> => { await ask(n); return n < 1 ? 0 : deep(n - 1) }
export const load = step("load", { output: z.array(z.number()), run: async () => [1] })
const input = z.object({ count: z.number(), list: z.array(z.number()) })`

const helpers = `
import { slugify } from "shop"
export const priceOf = (n: number): number => [n].map((each) => each * 2)[0] ?? 0
export const spin = (n: number): number => { while (n !== 0) n = n / 2; return n }
export const each = (list: readonly number[], act: (n: number) => void): void => { for (const n of list) act(n) }
export interface Tree { readonly children: readonly Tree[] }
export const tree: Tree = { children: [] }
export const walk = (at: Tree): number => 1 + at.children.reduce((sum, child) => sum + walk(child), 0)
export class Box { n = 1; clone() { return new Box() } }
export class Nest { again(): number { return this.again() } }
export function* endless() { yield 1 }
export const api = { a: (): number => api.b(), b: (): number => 1 }
export const limit = Math.max(3, 4)
export const slug = (text: string): string => slugify(text)`

const bare: readonly (readonly [what: string, statements: string])[] = [
  ["plain statements", `const total = count * 2; await ask(total)`],
  ["forEach over an array", `await forEach(list, {}, (n) => ask(n))`],
  ["forEach with a bound", `await forEach(endless(), { maxIterations: 3 }, (n) => ask(n))`],
  ["a loop over an array", `let sum = 0; for (const n of list) sum += n; await ask(sum)`],
  [
    "a loop over a Map",
    `const seen = new Map<number, number>(); for (const [n] of seen) seen.delete(n); await ask(seen.size)`,
  ],
  [
    "a loop that fills another array",
    `const out: number[] = []; for (const n of list) out.push(n); await ask(out.length)`,
  ],
  [
    "a loop over what is made for it",
    `const out: number[] = []; for (const n of count ? [1] : list) out.push(n); await ask(1)`,
  ],
  ["a counter with a constant step", `const two = 2; for (let i = 0; i < count; i += two) priceOf(i); await ask(1)`],
  ["a helper that waits for ever", `await poll()`],
  ["a loop over an array with a helper that waits and calls itself", `for (const n of list) await deep(n)`],
  ["a loop that goes on after a failure", `while (true) { try { return await ask(1) } catch { await ask(2) } }`],
  ["a loop over keys", `let n = 0; for (const key in { a: 1 }) n += key.length; await ask(n)`],
  ["a counter", `let n = 0; for (let i = 0; i < list.length; i++) n += i; await ask(n)`],
  [
    "a counter with steps of two, down to a bound",
    `let n = 0; for (let i = count; i >= 0; i -= 2) n += i; await ask(n)`,
  ],
  ["a counter among other conditions", `let i = 0; while (list[i] !== 7 && i < list.length) i++; await ask(i)`],
  ["a counter in the condition", `let n = count; while (n-- > 0) priceOf(n); await ask(n)`],
  ["a loop that does at least one turn", `let i = 0; do { i += 1 } while (i < 3); await ask(i)`],
  [
    "array methods with callbacks",
    `await ask(list.map((n) => n + 1).filter((n) => n > 2).reduce((sum, n) => sum + n, 0))`,
  ],
  ["string functions and built-ins", `await ask(JSON.stringify(list).split(",").length + Math.max(...list))`],
  ["helpers of the project", `await ask(priceOf(count)); each(list, (n) => { if (n < 0) throw new Broken({ n }) })`],
  ["a class of the project", `await ask(new Box().n)`],
  ["an object whose functions call each other", `await ask(api.a())`],
  ["a constant", `await ask(limit)`],
  ["a local function", `const double = (n: number): number => n * 2; await ask(double(count))`],
  ["a loop that waits in every turn", `while (true) { if (await ask(1)) return 1 }`],
  ["a loop over data that waits now and then", `for (const n of list) if (n > 3) await ask(n)`],
  ["a counter that waits now and then", `for (let i = 0; i < count; i++) if (i > 3) await ask(i)`],
  [
    "an array that the loop hands to a helper that only reads",
    `for (const n of list) each(list, () => n); await ask(1)`,
  ],
]

const limited: readonly (readonly [what: string, statements: string, reason: string])[] = [
  ["a loop without end", `while (true) {}`, "while (true)"],
  [
    "a loop that nothing bounds",
    `let n = count; while (n !== 1) n = n % 2 === 0 ? n / 2 : 3 * n + 1; await ask(n)`,
    "while (n !== 1)",
  ],
  ["a loop with neither", `let n = 0; for (;;) { n++; if (n * n > count) break } await ask(n)`, "for (;;)"],
  [
    "a counter that is taken back",
    `for (let i = 0; i < count; i++) { if (i === 3) i = 0 } await ask(1)`,
    "for (let i = 0; i < count; i++)",
  ],
  [
    "a counter that is not always taken on",
    `let i = 0; while (i < count) { if (priceOf(i) === 1) continue; i++ } await ask(i)`,
    "while (i < count)",
  ],
  [
    "a counter that goes the other way",
    `for (let i = 1; i > 0; i++) priceOf(i); await ask(1)`,
    "for (let i = 1; i > 0; i++)",
  ],
  [
    "a counter that a function takes back",
    `let i = 0; const back = () => { i = 0 }; while (i < 3) { i++; back() } await ask(i)`,
    "while (i < 3)",
  ],
  [
    "a bound that moves",
    `let end = 3; for (let i = 0; i < end; i++) end++; await ask(1)`,
    "for (let i = 0; i < end; i++)",
  ],
  [
    "a bound without end",
    `for (let i = 0; i < Infinity; i++) if (i > count) break; await ask(1)`,
    "for (let i = 0; i < Infinity; i++)",
  ],
  [
    "an array that grows while it is walked",
    `for (const n of list) list.push(n); await ask(1)`,
    "for (const n of list)",
  ],
  [
    "a length that grows",
    `for (let i = 0; i < list.length; i++) list[list.length] = i; await ask(1)`,
    "for (let i = 0; i < list.length; i++)",
  ],
  [
    "an array that a helper makes grow",
    `const grow = (all: number[]) => all.push(1); for (const n of list) grow(list); await ask(1)`,
    "for (const n of list)",
  ],
  [
    "a step that may be nothing",
    `for (let i = 0; i < 9; i += count) priceOf(i); await ask(1)`,
    "for (let i = 0; i < 9; i += count)",
  ],
  ["a loop whose helper need not wait", `while (count > 0) await quick(count)`, "while (count > 0)"],
  [
    "a loop whose list may be empty",
    `while (count > 0) await Promise.all(list.map((n) => ask(n)))`,
    "while (count > 0)",
  ],
  ["another iterator", `for (const n of endless()) priceOf(n); await ask(1)`, "for (const n of endless())"],
  ["another iterator that is spread", `await ask([...endless()].length)`, "...endless()"],
  ["forEach over another iterator", `await forEach(endless(), {}, (n) => ask(n))`, "forEach(endless())"],
  ["a helper's loop", `await ask(spin(count))`, "while (n !== 0), through `spin`"],
  ["a callback's loop", `list.forEach(() => { for (;;) {} }); await ask(1)`, "for (;;)"],
  ["a local function's loop", `const go = () => { for (;;) {} }; go(); await ask(1)`, "for (;;)"],
  ["recursion of a helper", `await ask(walk(tree))`, "`walk` may call itself"],
  ["recursion of a method", `await ask(new Nest().again())`, "`again` may call itself, through `Nest`"],
  [
    "recursion of a local function",
    `const down = (n: number): number => (n === 0 ? 0 : down(n - 1)); await ask(down(count))`,
    "`down` may call itself",
  ],
  [
    "recursion through two",
    `function a(n: number): number { return b(n) } function b(n: number): number { return a(n) } await ask(a(1))`,
    "`a` may call itself",
  ],
  ["a package", `await ask(Order.parse({ n: count }).n)`, "`object` is not part of the project, through `Order`"],
  [
    "a helper that calls a package",
    `await ask(slug("a").length)`,
    "`slugify` is not part of the project, through `slug`",
  ],
  ["a loop that waits only now and then", `let go = true; while (go) { if (count > 3) await ask(1) }`, "while (go)"],
  [
    "a loop whose errors lead back",
    `while (true) { try { if (count > 3) throw new Error("no"); await ask(1) } catch { priceOf(1) } }`,
    "while (true)",
  ],
]

/** By a workflow's statements: why each of its segments is guarded; without those that are not. */
const guards = new Map<string, readonly string[]>()

beforeAll(() => {
  const all = [...bare, ...limited].map(([, statements]) => statements)
  const workflows = all.map(
    (statements, at) =>
      `export const w${at} = workflow("w${at}", { input }, async ({ count, list }) => {\n${statements}\n})`,
  )
  const root = createProject({
    "src/a.workflow.ts": [head, ...workflows].join("\n"),
    "src/helpers.ts": helpers,
    "src/node_modules/shop/package.json": `{ "name": "shop", "version": "1.0.0", "types": "index.d.ts" }`,
    "src/node_modules/shop/index.d.ts": `export declare const slugify: (text: string) => string`,
  })
  const project = readProject({
    root,
    workflows: ["src/*.workflow.ts"],
    outDir: "src/generated",
    sources: sharedSources,
  })
  project.workflows.forEach((workflow, at) => {
    const { context: naming, imports } = namingOf(project)
    const result = lowerWorkflow(workflow, { naming, imports, locked: [] })
    if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"))
    guards.set(
      all[at] ?? "",
      result.procedures.flatMap(({ states }) => guardsIn(states)),
    )
  })
  return () => rmSync(root, { recursive: true })
})

const guardsIn = (states: readonly State[]): string[] =>
  states.flatMap((state) => {
    if (state.kind === "region") return guardsIn(state.states)
    return state.kind === "segment" && state.guarded !== undefined ? [state.guarded] : []
  })

describe("a segment", () => {
  it.each(bare)("SEMANTICS 6 runs bare with %s", (_, statements) => {
    expect(guards.get(statements)).toEqual([])
  })

  it.each(limited)("SEMANTICS 6 runs under a time limit with %s", (_, statements, reason) => {
    expect(guards.get(statements)).toEqual([expect.stringMatching(/^line \d+: /)])
    expect(guards.get(statements)?.[0]?.replace(/^line \d+: /, "")).toBe(reason)
  })

  it("names the author's line", () => {
    const [first] = limited
    const line = head.split("\n").length + 3 * bare.length + 2
    expect(guards.get(first?.[1] ?? "")).toEqual([`line ${line}: while (true)`])
  })
})
