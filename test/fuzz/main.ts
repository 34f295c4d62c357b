import { parseArgs } from "node:util"
import { printPiece } from "./grammar/tree.ts"
import { programOf } from "./grammar/program.ts"
import { countOfTemplates, templateProgram } from "./grammar/each-template.ts"
import { fuzz } from "./run/fuzz.ts"

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    programs: { type: "string", default: "200" },
    plans: { type: "string", default: "24" },
    // Each seldom construct by itself, in a few places.
    each: { type: "boolean", default: false },
    from: { type: "string", default: "0" },
    print: { type: "boolean", default: false },
    shrink: { type: "boolean", default: true },
  },
  allowNegative: true,
})
const seed = values.each ? Number(values.from) : Number(values.seed)
const program = values.each ? (index: number) => templateProgram(index, Number(values.seed)) : programOf
if (values.print) process.stdout.write(`${printPiece(program(seed))}\n`)
else {
  const report = await fuzz({
    seed,
    program,
    programs: values.each ? Math.min(countOfTemplates() - seed, Number(values.programs)) : Number(values.programs),
    plans: Number(values.plans),
    shrinks: values.shrink,
    say: (line) => process.stdout.write(`${line}\n`),
  })
  process.exitCode = report.findings.length === 0 ? 0 : 1
}
