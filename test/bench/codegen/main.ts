import { mkdtemp, rm } from "node:fs/promises"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { table } from "../table.ts"
import { compileTimes } from "./compile-times.ts"

// `pnpm bench codegen`: figures, and ratios to what is promised (A.5); it asserts nothing. The last line is the same as JSON.
const folder = await mkdtemp(join(tmpdir(), "statewright-bench-"))
const print = (text: string): boolean => process.stdout.write(text)
print(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}\n\n`)

const times = await compileTimes(folder)
const row = (name: string, milliseconds: number, limit: number) => [name, milliseconds, limit, milliseconds / limit]
print(
  table("Compiling", [
    ["", "ms", "limit", "over the limit"],
    row("200 workflows, cold", times.manyCold, 15_000),
    row("one workflow of 1,000 steps, cold", times.longCold, 5000),
    row("an edit of one of 200 while watching, median", times.editMedian, 300),
    row("an edit of one of 200 while watching, worst", times.editWorst, 300),
  ]),
)

await rm(folder, { recursive: true })
print(`${JSON.stringify({ times })}\n`)
