import { renderDiagnostics } from "@statewright/codegen"
import { seeded } from "../grammar/random.ts"
import { type Piece, printPiece } from "../grammar/tree.ts"
import { type Difference, differenceUnder } from "./compare.ts"
import { type Built, compileBatch, textOf } from "./compile-batch.ts"
import { explorePlans } from "./explore-plans.ts"
import type { Plan } from "./plan.ts"

/** Codes that no program may be refused with: the compiler's own output does not type-check, or it broke. */
const faults: ReadonlySet<string> = new Set(["SW5004", "SW9001"])

/** What is wrong with a program: of which kind, so that shrinking does not wander to another. */
export interface Fault {
  readonly kind: string
  readonly difference?: Difference
}

/** Runs a program under many plans, if it was compiled. */
export const judge = async (
  built: Built,
  plans: number,
  seed: number,
  first: Plan = "",
): Promise<{ readonly runs: number; readonly fault: Fault | undefined }> => {
  if (built.kind === "crashed") return { runs: 0, fault: { kind: `crash ${String(built.error).slice(0, 80)}` } }
  if (built.kind === "refused") {
    const code = built.diagnostics.find((found) => faults.has(found.code))
    return { runs: 0, fault: code && { kind: `refused ${code.code} ${/TS\d+/.exec(code.message)?.[0]}` } }
  }
  let fault: Fault | undefined
  const runs = await explorePlans({ random: seeded(seed), most: plans, first }, async (plan) => {
    const { difference, calls } = await differenceUnder(built, plan)
    if (difference !== undefined) fault = { kind: "difference", difference }
    return { calls, stop: difference !== undefined }
  })
  return { runs, fault }
}

/** Shows a program and what is wrong with it. */
export const describeFault = async (body: Piece, before: Fault, plans: number): Promise<string> => {
  const source = { name: "p0", body: printPiece(body) }
  const [built] = await compileBatch([source])
  if (built === undefined) return ""
  const { fault } = await judge(built, plans, 0)
  const program = `\`\`\`ts\n${source.body}\n\`\`\``
  if (built.kind === "refused") {
    return `${program}\n${renderDiagnostics(built.diagnostics, { sourceOf: () => textOf(source) })}`
  }
  if (built.kind === "crashed") {
    return `${program}\n${built.error instanceof Error ? built.error.stack : String(built.error)}`
  }
  const difference = fault?.difference ?? before.difference
  if (difference === undefined) return program
  const { plan, mode, native, compiled } = difference
  const list = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join("\n")
  return `${program}\nplan "${plan}", mode ${mode}\nnative:\n${list(native)}\ncompiled:\n${list(compiled)}`
}
