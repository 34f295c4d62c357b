import { parseArgs } from "node:util"
import { printPiece } from "./grammar/tree.ts"
import { programOf } from "./grammar/program.ts"
import { fuzz } from "./run/fuzz.ts"

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    programs: { type: "string", default: "200" },
    plans: { type: "string", default: "24" },
    print: { type: "boolean", default: false },
    shrink: { type: "boolean", default: true },
  },
  allowNegative: true,
})
const seed = Number(values.seed)
if (values.print) process.stdout.write(`${printPiece(programOf(seed))}\n`)
else {
  const report = await fuzz({
    seed,
    programs: Number(values.programs),
    plans: Number(values.plans),
    shrinks: values.shrink,
    say: (line) => process.stdout.write(`${line}\n`),
  })
  process.exitCode = report.findings.length === 0 ? 0 : 1
}
