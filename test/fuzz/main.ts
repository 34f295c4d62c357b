import { countOfTemplates, templateProgram } from "./grammar/each-template.ts"
import { countOfJumpPrograms, jumpProgram } from "./grammar/jump-program.ts"
import { programOf } from "./grammar/program.ts"
import { piece, printPiece } from "./grammar/tree.ts"
import { type Options, optionsOf } from "./options.ts"
import { allFound, keepFound } from "./run/found.ts"
import { coverageText } from "./run/coverage.ts"
import { fuzz } from "./run/fuzz.ts"

const found = allFound()
const kinds = {
  random: { program: (index: number) => programOf(index), count: 200 },
  helpers: { program: (index: number) => programOf(index, "helpers"), count: 200 },
  each: { program: (index: number) => templateProgram(index, 1), count: countOfTemplates() },
  jumps: { program: (index: number) => jumpProgram(index, 1), count: countOfJumpPrograms() },
  found: { program: (index: number) => piece("function", [found[index]?.program ?? ""]), count: found.length },
}

const run = async ({ kind, seed: first, ...options }: Options): Promise<number> => {
  const seed = Number(first)
  // Looked up in the list of kinds before.
  const { program, count } = kinds[kind as keyof typeof kinds]
  if (options.print) {
    process.stdout.write(`${printPiece(program(seed))}\n`)
    return 0
  }
  // What a function begins and leaves behind may fail unheard.
  process.on("unhandledRejection", () => {})
  const report = await fuzz({
    seed,
    program,
    programs: Number(options.programs ?? count),
    plans: Number(options.plans),
    shrinks: options.shrink,
    ...(kind === "found" ? { firstPlan: (index) => found[index]?.plan ?? "" } : {}),
    ...(options.keep && kind !== "found" ? { keep: keepFound } : {}),
    say: (line) => process.stdout.write(`${line}\n`),
  })
  if (options.coverage) process.stdout.write(coverageText(report.coverage))
  return report.findings.length === 0 ? 0 : 1
}

const options = optionsOf(process.argv.slice(2), Object.keys(kinds))
if ("text" in options) (options.code === 0 ? process.stdout : process.stderr).write(options.text)
process.exitCode = "text" in options ? options.code : await run(options)
