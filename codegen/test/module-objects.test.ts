import { describe, expect, it } from "vitest"

import { compile } from "../src/index.ts"
import { sharedSources, temporaryProject } from "./temporary-project.ts"

const plans = `export interface Plan { id: string; cents: number; used?: boolean; tags: string[] }
export const plans: Plan[] = [{ id: "small", cents: 5, tags: ["a"] }, { id: "big", cents: 9, tags: ["b"] }]
export const list: number[] = [1, 2]
export const byId = new Map(plans.map((plan) => [plan.id, plan] as const))
export const names = new Set(["a", "b"])
export const favorites = new Set([plans[0]])
export const epoch = new Date(0)
export const word = /a/
export const every = /a/g
export const settings = { rate: 2, nested: { deep: [1, 2] }, plan: plans[1]! } as const
export const best = (): Plan => plans[1]!
export const byName = (id: string): Plan | undefined => plans.find((plan) => plan.id === id)
export const isSame = (a: unknown, b: unknown): boolean => a === b
export const use = (plan: Plan): void => { plan.used = true }
const secret = [{ id: "x" }, { id: "y" }]
export const hidden = () => secret[0]!
export class Registry { items = plans; find(id: string) { return this.items.find((p) => p.id === id) } first() { return this.items[0]! } mark() { const all = this.items; all[0]!.used = true } get top() { return this.items[0]! } }
export const registry = new Registry()
export class Total { cents = 0; constructor(cents: number) { this.cents = cents } plus(cents: number) { return this.cents + cents } }
export const total = new Total(3)
export const gone = new Error("gone")
export const mark: unique symbol = Symbol("mark")
export const Kind = { A: "a", B: "b" } as const
export type Kind = "a" | "b"
export const handlers = { same: (a: Plan, b: Plan) => a === b, price: (p: Plan) => p.cents }
export const order = { lines: [{ n: 1 }, { n: 2 }] }
`

const head = `import { step, workflow } from "statewright"
import { z } from "zod"
import { plans, list, byId, names, favorites, epoch, word, every, settings, best, byName, isSame, use, hidden, registry, Registry, gone, mark, Kind, handlers, order, total, type Plan } from "./plans.js"
export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })
export const load = step("load", { input: z.unknown(), output: z.object({ id: z.unknown(), list: z.array(z.number()), nested: z.object({ n: z.number(), plan: z.unknown().optional() }) }), run: async (id) => ({ id, list: [1], nested: { n: 1 } }) })
export const pause = async (text: string): Promise<boolean> => { await ask(text); return await ask(text) }`

/** The codes that each of some bodies gets, compiled as the workflows of one file. */
const codesOf = (bodies: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> => {
  const names = Object.keys(bodies)
  let text = head
  const first = names.map((name, index) => {
    text += `\nexport const w${index} = workflow("w${index}", { output: z.unknown() }, async () => {\n${bodies[name]}\n})`
    return text.split("\n").length - (bodies[name] ?? "").split("\n").length - 1
  })
  const root = temporaryProject({ "src/plans.ts": plans, "src/a.workflow.ts": text })
  const unchecked = { ...sharedSources, check: () => [] }
  const { diagnostics } = compile({
    root,
    workflows: ["src/a.workflow.ts"],
    outDir: "src/generated",
    sources: unchecked,
    keepGoing: true,
  })
  const codes = names.map((name, index): readonly [string, readonly string[]] => {
    const [from = 0, to = Infinity] = [first[index], first[index + 1]]
    const inside = diagnostics.filter(
      ({ span, severity }) => severity === "error" && span.line >= from && span.line < to,
    )
    return [name, [...new Set(inside.map(({ code }) => code))]]
  })
  return Object.fromEntries(codes)
}

const everyOne = (bodies: Readonly<Record<string, string>>, codes: readonly string[]) =>
  Object.fromEntries(Object.keys(bodies).map((name) => [name, codes]))

/** Asks after a wait whether an object of a module is the same one. */
const compared: Readonly<Record<string, string>> = {
  table: `const kind = "same" as keyof typeof handlers
const plan = plans[0]!
await ask("x")
return (handlers[kind] as typeof handlers.same)(plan, plans[0]!)`,
  byKey: `const plan = plans[0]!
await ask("x")
return handlers["same"](plan, plans[0]!)`,
  eq: `const plan = plans[0]
await ask("x")
return plan === plans[0]`,
  indexOf: `const plan = plans[0]!
await ask("x")
return plans.indexOf(plan)`,
  has: `const plan = plans[0]!
await ask("x")
return favorites.has(plan)`,
  switchCase: `const plan = plans[0]!
await ask("x")
switch (plan) { case plans[0]: return "first"; default: return "other" }`,
  findIndex: `const plan = plans[0]!
await ask("x")
return plans.findIndex((p) => p === plan)`,
  twoSegments: `const a = byName("big")
await ask("x")
const b = byName("big")
await ask("y")
return a === b`,
  helperSame: `const plan = plans[0]!
await ask("x")
return isSame(plan, plans[0])`,
  destructured: `const [first] = plans
await ask("x")
return first === plans[0]`,
  spread: `const plan = [...plans][0]
await ask("x")
return [...plans][0] === plan`,
  forOf: `let same = 0
for (const plan of plans) { await ask(plan.id); if (plan === plans[same]) same++ }
return same`,
  inside: `const state = { plan: plans[0], n: 1 }
await ask("x")
return state.plan === plans[0]`,
  pushed: `const chosen: Plan[] = []
for (const plan of plans) { if (await ask(plan.id)) chosen.push(plan) }
return plans.filter((p) => chosen.includes(p)).length`,
  alias: `const state: { plan?: Plan } = {}
const other = state
other.plan = plans[0]!
await ask("x")
return state.plan === plans[0]`,
  method: `const plan = registry.find("big")
await ask("x")
return plan === registry.find("big")`,
  error: `try { throw gone } catch (e) { await ask("x"); return e === gone }`,
  errorLater: `let caught: unknown
try { await ask("x"); throw gone } catch (e) { caught = e } finally { await ask("y") }
return caught === gone`,
  handler: `const plan = plans[0]!
await ask("x")
return handlers.same(plan, plans[0]!)`,
  closure: `const first = plans[0]
const isFirst = (p: Plan | undefined) => p === first
await ask("x")
return plans.map(isFirst)`,
  asyncHelper: `const pick = async (id: string) => { await ask(id); return byName(id) }
const plan = await pick("big")
await ask("y")
return plan === plans[1]`,
  asyncParam: `const check = async (plan: Plan) => { await ask(plan.id); return plan === plans[0] }
return await check(plans[0]!)`,
  spill: `return plans[0] === (await ask("x") ? plans[0] : plans[1])`,
  spill2: `return isSame(plans[0], (await ask("x"), plans[0]))`,
  dateIs: `const at = epoch
await ask("x")
return at === epoch`,
  clone: `const first = plans[0]!
await ask("x")
const copy = structuredClone({ a: first, b: plans[0]! })
return copy.a === copy.b`,
  promiseAll: `const pick = async (id: string) => { await ask(id); return byName(id)! }
const [a, b] = await Promise.all([pick("big"), pick("big")])
await ask("x")
return [a === b, a === plans[1]]`,
  reduce: `const top = plans.reduce((a, b) => (a.cents > b.cents ? a : b))
await ask("x")
return top === plans[1]`,
  mapLoop: `for (const [id, plan] of byId) { await ask(id); if (byId.get(id) !== plan) return "other" }
return "same"`,
  tplTag: `const tag = (_: TemplateStringsArray, a: unknown, b: unknown) => a === b
const first = plans[0]
await ask("x")
return tag\`\${first} \${plans[0]}\``,
  generatorFn: `function* all() { for (const p of plans) yield p }
const first = [...all()][0]
await ask("x")
return first === [...all()][0]`,
  defaultPattern: `const { plan = plans[0] } = {} as { plan?: Plan }
await ask("y")
return plan === plans[0]`,
  restArgs: `const first = plans[0]
const any = (...all: (Plan | undefined)[]) => all[0] === all[1]
await ask("x")
return any(first, plans[0])`,
  callApply: `const first = plans[0]
await ask("x")
return isSame.call(undefined, first, plans[0])`,
  passedArrow: `const apply = (f: (a: unknown) => boolean, a: unknown) => f(a)
const first = plans[0]
await ask("x")
return apply((a) => a === plans[0], first)`,
  groupBy: `const p = plans[0]!
await ask("x")
return Map.groupBy([p, plans[0]!], (x) => x).size`,
  pushedPromise: `const pick = async () => { await ask("q"); return plans[0]! }
const ps = [pick(), pick()]
const [a, b] = await Promise.all(ps)
await ask("z")
return [a === b, plans.includes(a!)]`,
  sharedVar: `let found: Plan | undefined
const look = async () => { found = plans[0]; await ask("q") }
await look()
return found === plans[0]`,
  localClosureState: `let best: Plan | undefined
const keepIt = (p: Plan) => { best = p }
plans.forEach(keepIt)
await ask("x")
return best === plans[1]`,
  allSettledStored: `const fail = async () => { await ask("q"); throw gone }
const [r] = await Promise.allSettled([fail()])
await ask("z")
return r.status === "rejected" && r.reason === gone`,
  anyErrors: `const fail = async () => { await ask("q"); throw gone }
try { await Promise.any([fail(), fail()]) } catch (e) { await ask("z"); return (e as AggregateError).errors[0] === gone }
return false`,
  stepAlias: `const plan = plans[0]!
await ask("x")
const out = await load({ a: plan, b: plans[0] })
const { a, b } = out.id as { a: Plan; b: Plan }
return a === b`,
  parsedStore: `const parsed = JSON.parse('{"a":{}}')
parsed.a.b = plans[0]
await ask("x")
return parsed.a.b === plans[0]`,
  bound: `const plan = plans[0]
await ask("x")
const f = isSame.bind(undefined, plan)
return f(plans[0])`,
  finallyKeep: `const pick = async () => { try { return plans[0] } finally { await ask("f") } }
return (await pick()) === plans[0]`,
  whileLoop: `let at: Plan | undefined = plans[0]
let n = 0
while (at !== undefined && n < 3) { n++; if (await ask("x")) at = plans[plans.indexOf(at) + 1] }
return n`,
}

/** Changes an object of a module by another name. */
const changed: Readonly<Record<string, string>> = {
  change: `const plan = plans[0]!
await ask("x")
plan.used = true
return plans[0]!.used`,
  changeBefore: `const all = list
all.push(3)
return [list.length, await ask("x")]`,
  useHelper: `const plan = plans[0]!
await ask("x")
use(plan)
return plans[0]!.used`,
  markMethodByKey: `await ask("x")
registry["mark"]()
return 1`,
  markMethod: `await ask("x")
registry.mark()
return 1`,
  regex: `const w = every
await ask("x")
return [w.test("a"), w.test("a")]`,
  regexDirect: `await ask("x")
return every.test("a")`,
  changeForEach: `plans.forEach((p) => { p.used = true })
await ask("x")
return plans[0]!.used`,
  changeMapValue: `const p = byId.get("big")!
await ask("x")
p.used = true
return plans[1]!.used`,
  forTarget: `const o = order.lines[0]!
for (o.n of [1, 2]) await ask("x")
return order.lines[0]!.n`,
  spreadNested: `const copy = { ...plans[0]! }
await ask("x")
copy.tags.push("z")
return plans[0]!.tags`,
}

/** Could not tell. */
const sound: Readonly<Record<string, string>> = {
  unknownCall: `const kind = "price" as keyof typeof handlers
const cents = (handlers[kind] as typeof handlers.price)({ id: "own", cents: 1, tags: [] })
await ask("x")
return total.plus(cents)`,
  unrelatedMethod: `const plan = registry.find("big")
await ask("x")
return plan?.cents`,
  plainUse: `const plan = plans.find((p) => p.id === "big")
await ask(String(plan?.cents))
return plan?.cents`,
  sameSegment: `await ask("x")
const plan = plans.find((p) => p.id === "big")
return [plan === plans[1], plans.indexOf(plan!)]`,
  enumKind: `let kind: "a" | "b" = Kind.A
if (await ask("x")) kind = Kind.B
await ask("y")
return kind === Kind.B`,
  table: `const rates = settings.nested.deep
await ask("x")
return rates.includes(2) && rates.indexOf(1)`,
  copies: `const mine = plans.map((p) => ({ ...p }))
await ask("x")
mine[0]!.used = true
mine.push({ id: "q", cents: 1, tags: [] })
return [mine.length, mine[0]!.used, plans.length]`,
  cloneChange: `const mine = structuredClone(plans[0]!)
await ask("x")
mine.used = true
mine.tags.push("z")
return [mine, plans[0]]`,
  stepOutput: `const it = await load("a")
await ask("x")
it.list.push(4)
it.nested.n = 3
return it`,
  sorted: `const mine = plans.filter((p) => p.cents > 1).sort((a, b) => b.cents - a.cents)
await ask("x")
mine.reverse()
return mine.map((p) => p.id)`,
  ownObjects: `const a = { n: 1 }
const b = { n: 1, plan: plans[0] }
const all: object[] = [a, b]
await ask("x")
return [a === all[0], all.indexOf(b), b === (all[0] as object)]`,
  wordTest: `const w = word
await ask("x")
return w.test("a")`,
  errors: `try { throw new Error("x") } catch (e) { await ask("x"); return e instanceof Error && e.message }`,
  groupOk: `const groups = Object.groupBy(plans, (p) => p.id)
await ask("x")
groups["q"] = []
return Object.keys(groups)`,
  config: `const { nested: { deep }, rate } = settings
const out: number[] = []
for (const n of deep) { await ask("x"); out.push(n * rate) }
return out`,
  nullCheck: `const plan = plans.find((p) => p.id === "zz") ?? null
await ask("x")
return plan === null`,
  mapPlans: `const first = plans[0]!
await ask("x")
const m = new Map([first, plans[1]!].map((p) => [p.id, p] as const))
return m.get("small")?.cents`,
  stepAliasChange: `const plan = plans[0]!
await ask("x")
const out = await load({ a: plan })
const { a } = out.id as { a: Plan }
a.used = true
return [a, plans[0]]`,
  sliceOk: `const some = plans.slice(0, 1)
await ask("x")
some.push(plans[1]!)
some[0] = plans[1]!
return some.map((p) => p.id)`,
}

describe("an object of a module that a run holds across a wait", () => {
  it("A.3 A.6 is not compared as the object that it is", () => {
    expect(codesOf(compared)).toEqual(everyOne(compared, ["SW3110"]))
  })

  it("A.3 A.6 is not changed", () => {
    expect(codesOf(changed)).toEqual(everyOne(changed, ["SW2404"]))
  })

  it("A.3 is read, copied, and compared by what it holds", () => {
    expect(codesOf(sound)).toEqual(everyOne(sound, []))
  })
})
