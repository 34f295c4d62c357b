import { renderDiagnostics } from "@statewright/codegen"
import { programOf } from "../grammar/program.ts"
import { seeded } from "../grammar/random.ts"
import { type Piece, printPiece } from "../grammar/tree.ts"
import { type Difference, differenceUnder } from "./compare.ts"
import { type Built, compileBatch, textOf } from "./compile-batch.ts"
import { explorePlans } from "./explore-plans.ts"
import { shrink } from "./shrink.ts"

/** Something that must not be. */
export interface Finding {
  readonly seed: number
  readonly what: string
}

export interface Report {
  readonly programs: number
  readonly runs: number
  /** How many programs were refused, by code. */
  readonly refused: ReadonlyMap<string, number>
  readonly findings: readonly Finding[]
}

export interface FuzzOptions {
  /** The seed of the first program; the next one has the next. */
  readonly seed: number
  readonly programs: number
  /** How many plans each program is run under, at most. */
  readonly plans: number
  readonly shrinks: boolean
  /** How a program is made from its seed. */
  readonly program?: (seed: number) => Piece
  readonly say: (line: string) => void
}

const perBatch = 50

/** Codes that no sound program may be refused with: the compiler's own output does not type-check. */
const faults: ReadonlySet<string> = new Set(["SW5004"])

/** Makes programs, compiles them, runs them both ways, and tells where the ways part. */
export const fuzz = async ({
  seed,
  programs,
  plans,
  shrinks,
  say,
  program = programOf,
}: FuzzOptions): Promise<Report> => {
  const refused = new Map<string, number>()
  const findings: Finding[] = []
  let runs = 0
  for (let from = seed; from < seed + programs; from += perBatch) {
    const pieces = Array.from({ length: Math.min(perBatch, seed + programs - from) }, (_, at) => ({
      seed: from + at,
      body: program(from + at),
    }))
    const batch = await compileBatch(pieces.map((each) => ({ name: `p${each.seed}`, body: printPiece(each.body) })))
    for (const [at, built] of batch.entries()) {
      const each = pieces[at]
      if (each === undefined) continue
      if (built.kind === "refused")
        for (const code of new Set(built.diagnostics.map((found) => found.code)))
          refused.set(code, (refused.get(code) ?? 0) + 1)
      const judged = await judge(built, plans, each.seed)
      runs += judged.runs
      if (judged.fault === undefined) continue
      say(`\n## seed ${each.seed}: ${judged.fault.kind}`)
      const small = shrinks ? await shrink(each.body, judged.fault, plans) : each.body
      const what = await describeFault(small, judged.fault, plans)
      findings.push({ seed: each.seed, what })
      say(what)
    }
    say(
      `${from - seed + pieces.length} programs, ${runs} runs, ${findings.length} findings, refused: ${[...refused].map(([code, count]) => `${code} ${count}`).join(", ")}`,
    )
  }
  return { programs, runs, refused, findings }
}

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
): Promise<{ readonly runs: number; readonly fault: Fault | undefined }> => {
  if (built.kind === "crashed") return { runs: 0, fault: { kind: `crash ${String(built.error).slice(0, 80)}` } }
  if (built.kind === "refused") {
    const code = built.diagnostics.find((found) => faults.has(found.code))
    return { runs: 0, fault: code && { kind: `refused ${code.code} ${/TS\d+/.exec(code.message)?.[0]}` } }
  }
  let fault: Fault | undefined
  const runs = await explorePlans(seeded(seed), plans, async (plan) => {
    const { difference, calls } = await differenceUnder(built, plan)
    if (difference !== undefined) fault = { kind: "difference", difference }
    return { calls, stop: difference !== undefined }
  })
  return { runs, fault }
}

const describeFault = async (body: Piece, before: Fault, plans: number): Promise<string> => {
  const source = { name: "p0", body: printPiece(body) }
  const [built] = await compileBatch([source])
  if (built === undefined) return ""
  const { fault } = await judge(built, plans, 0)
  const program = `\`\`\`ts\n${source.body}\n\`\`\``
  if (built.kind === "refused")
    return `${program}\n${renderDiagnostics(built.diagnostics, { sourceOf: () => textOf(source) })}`
  if (built.kind === "crashed")
    return `${program}\n${built.error instanceof Error ? built.error.stack : String(built.error)}`
  const difference = fault?.difference ?? before.difference
  if (difference === undefined) return program
  const { plan, mode, native, compiled } = difference
  const list = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join("\n")
  return `${program}\nplan "${plan}", mode ${mode}\nnative:\n${list(native)}\ncompiled:\n${list(compiled)}`
}
