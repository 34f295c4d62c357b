import { readFileSync } from "node:fs"

/** What the bodies use. */
const head = `import { sleep, step, workflow } from "statewright"
import { z } from "zod"
export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })
export const count = step("count", { input: z.string(), output: z.number(), run: async () => 1 })
export const find = step("find", { input: z.string(), output: z.string().optional(), run: async () => "a" })
export const load = step("load", { input: z.string(), output: z.object({ id: z.string(), list: z.array(z.number()), nested: z.object({ n: z.number() }) }), run: async (id) => ({ id, list: [1], nested: { n: 1 } }) })
export interface Box { n: number; list: number[]; inner?: Box | undefined; tags: Record<string, number> }
export const box = (): Box => ({ n: 1, list: [1, 2, 3], tags: {} })
export const text = (e: unknown): string => e instanceof Error ? e.name : String(e)
export const noted = <T>(log: unknown[], word: string, value: T): T => { log.push(word); return value }
export const boom = (log: unknown[], word: string): never => { log.push(word); throw new RangeError(word) }
export const maybe = (log: unknown[], b: Box | undefined): Box | undefined => { log.push("maybe"); return b }
export const sum = (...parts: readonly number[]): number => parts.reduce((a, b) => a + b, 0)
export const tag = (strings: TemplateStringsArray, ...values: readonly unknown[]): string => strings.raw.join("_") + values.map(String).join("|")
export class Acc { total = 0; constructor(n: number) { this.total = n } add(n: number): number { return this.total + n } }
export const acc = new Acc(3)
export const frozen = { of: (n: number): number => n * 2 } as const
export function* gen(log: unknown[], n: number): Generator<number> { for (let i = 0; i < n; i++) { log.push("y" + i); yield i } log.push("end") }
`

/** A workflow for each body of a file: it answers what was evaluated, in order, and what was thrown. */
export const operandOrderSource = (file: "operand-order.txt" | "patterns.txt"): string => {
  const bodies = readFileSync(new URL(file, import.meta.url), "utf8").split(/^---$/m)
  const workflows = bodies.map(
    (body, index) => `
export const w${index} = workflow("w${index}", { output: z.unknown() }, async () => {
  const log: unknown[] = []
  try {${body}} catch (error) { log.push("caught " + text(error)) }
  await ask("end")
  return log
})`,
  )
  return head + workflows.join("\n")
}
