import { parseArgs } from "node:util"
import { countOfTemplates, templateProgram } from "./grammar/each-template.ts"
import { countOfJumpPrograms, jumpProgram } from "./grammar/jump-program.ts"
import { programOf } from "./grammar/program.ts"
import { piece, printPiece } from "./grammar/tree.ts"
import { allFound, keepFound } from "./run/found.ts"
import { fuzz } from "./run/fuzz.ts"

const { values } = parseArgs({
  options: {
    /** `random`, `helpers` at work side by side, `each` seldom construct in a few places, `jumps` out of every part of a `try`, or what was `found` before. */
    kind: { type: "string", default: "random" },
    /** The first program. */
    seed: { type: "string", default: "1" },
    programs: { type: "string" },
    /** How many plans each is run under, at most. */
    plans: { type: "string", default: "24" },
    /** Only shows the first program. */
    print: { type: "boolean", default: false },
    /** Whether what is found is kept, made small, in `found`: the tests run it from then on. */
    keep: { type: "boolean", default: true },
    shrink: { type: "boolean", default: true },
  },
  allowNegative: true,
})

const seed = Number(values.seed)
const found = allFound()
const kinds = {
  random: { program: (index: number) => programOf(index), count: 200 },
  helpers: { program: (index: number) => programOf(index, "helpers"), count: 200 },
  each: { program: (index: number) => templateProgram(index, 1), count: countOfTemplates() },
  jumps: { program: (index: number) => jumpProgram(index, 1), count: countOfJumpPrograms() },
  found: { program: (index: number) => piece("function", [found[index]?.program ?? ""]), count: found.length },
}
if (!Object.hasOwn(kinds, values.kind)) throw new Error(`--kind is one of ${Object.keys(kinds).join(", ")}`)
// Just checked.
const { program, count } = kinds[values.kind as keyof typeof kinds]

// What a function begins and leaves behind may fail unheard.
process.on("unhandledRejection", () => {})
if (values.print) process.stdout.write(`${printPiece(program(seed))}\n`)
else {
  const report = await fuzz({
    seed,
    program,
    programs: Number(values.programs ?? count),
    plans: Number(values.plans),
    shrinks: values.shrink,
    ...(values.kind === "found" ? { firstPlan: (index) => found[index]?.plan ?? "" } : {}),
    ...(values.keep && values.kind !== "found" ? { keep: keepFound } : {}),
    say: (line) => process.stdout.write(`${line}\n`),
  })
  process.exitCode = report.findings.length === 0 ? 0 : 1
}
