// Makes the file of the format of a checkout, with runs that are at work: `node make-file.ts CHECKOUT`.
// A format gets its file when a migration was added and released; from then on the file is never made again.
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import { gzipSync } from "node:zlib"
import type * as Authoring from "@statewright/workflow"
import type * as Runtime from "@statewright/runtime"
import Database from "better-sqlite3"
import type * as Machine from "../../src/machine/index.ts"
import { type Act, formatPrograms } from "./format-programs.ts"

const checkout = resolve(process.argv[2] ?? "../../../..")
const load = (path: string): Promise<unknown> => import(pathToFileURL(join(checkout, path)).href)
// The modules of a checkout, as far as `formatPrograms` and this script use them.
const machine = (await load("packages/runtime/src/machine/index.ts")) as typeof Machine
const authoring = (await load("packages/workflow/src/index.ts")) as typeof Authoring
const { createEngine } = (await load("packages/runtime/src/index.ts")) as typeof Runtime

/** The inputs of steps that never end, or fail at first. */
const act: Act = async (input) => {
  if (input === 13) throw new RangeError("not yet")
  return input === 3 || input === 99 ? new Promise(() => {}) : input * 2
}

const folder = mkdtempSync(join(tmpdir(), "statewright-format-"))
const database = join(folder, "app.db")
const { gather, once, nap } = formatPrograms({ machine, authoring }, act)
const engine = await createEngine({ database, workflows: machine.registry({ gather, once, nap }) })
await (await engine.workflows.gather.start(3, { id: "ended" })).result()
await engine.workflows.nap.start(undefined, { id: "asleep" })
await engine.workflows.once.start(99, { id: "in-flight" })
await engine.workflows.once.start(13, { id: "to-be-retried" })
await engine.workflows.gather.start(5, { id: "in-a-loop" })
while (!(await Promise.all(["in-flight", "to-be-retried", "in-a-loop"].map(atRest))).every(Boolean)) {
  await setTimeout(10)
}

// As a killed process leaves them: with the log beside the file.
for (const end of ["", "-wal"]) copyFileSync(database + end, join(folder, `copy.db${end}`))
const copy = new Database(join(folder, "copy.db"))
const format = Number(copy.pragma("user_version", { simple: true }))
copy.pragma("wal_checkpoint(TRUNCATE)")
copy.exec("VACUUM")
copy.close()
const file = join(import.meta.dirname, `files/format-${format}.db.gz`)
writeFileSync(file, gzipSync(readFileSync(join(folder, "copy.db")), { level: 9 }))
process.stdout.write(`${file}\n`)
process.exit(0)

/** Whether a run has come to the place at which it stays. */
async function atRest(id: string): Promise<boolean> {
  const steps = (await engine.runs.get(id)).steps
  const last = steps.at(-1)
  return last?.status === "retrying" || (last?.status === "running" && (last.input === 99 || last.input === 3))
}
