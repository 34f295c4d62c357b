import { programOf } from "../grammar/program.ts"
import { type Piece, printPiece } from "../grammar/tree.ts"
import { compileBatch } from "./compile-batch.ts"
import { type Coverage, newCoverage } from "./coverage.ts"
import type { Found } from "./found.ts"
import { describeFault, judge } from "./judge.ts"
import type { Plan } from "./plan.ts"
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
  readonly coverage: Coverage
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
  /** A plan that is tried in any case. */
  readonly firstPlan?: (seed: number) => Plan
  /** Where what was found, made small, is kept. */
  readonly keep?: (found: Found, what: string) => string
  readonly say: (line: string) => void
}

const perBatch = 150

/** Makes programs, compiles them, runs them both ways, and tells where the ways part. */
export const fuzz = async ({
  seed,
  programs,
  plans,
  shrinks,
  say,
  program = programOf,
  firstPlan = () => "",
  keep,
}: FuzzOptions): Promise<Report> => {
  const refused = new Map<string, number>()
  const findings: Finding[] = []
  const { coverage, add } = newCoverage()
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
      if (built.kind === "refused") {
        for (const code of new Set(built.diagnostics.map((found) => found.code))) {
          refused.set(code, (refused.get(code) ?? 0) + 1)
        }
      }
      const judged = await judge(built, plans, each.seed, firstPlan(each.seed))
      runs += judged.runs
      add(built.source.body, built.kind === "built")
      if (judged.fault === undefined) continue
      say(`\n## seed ${each.seed}: ${judged.fault.kind}`)
      const small = shrinks ? await shrink(each.body, judged.fault, plans) : each.body
      const what = await describeFault(small, judged.fault, plans)
      findings.push({ seed: each.seed, what })
      say(what)
      if (keep !== undefined) {
        const plan = judged.fault.difference?.plan ?? ""
        say(`Kept in ${keep({ program: printPiece(small), plan }, what)}`)
      }
    }
    say(
      `${from - seed + pieces.length} programs, ${runs} runs, ${findings.length} findings, refused: ${[...refused].map(([code, count]) => `${code} ${count}`).join(", ")}`,
    )
  }
  return { programs, runs, refused, findings, coverage }
}
