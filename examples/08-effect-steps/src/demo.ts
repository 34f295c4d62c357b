import { mkdir, rm } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { createEngine } from "statewright/engine"
import { engineOptions } from "./engine-options.ts"
import { workflows } from "./generated/index.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
await rm(folder, { recursive: true, force: true })
await mkdir(folder)

const engine = await createEngine({ database: `${folder}/payroll.db`, workflows, ...engineOptions })
const payments = ["ann", "bob", "nobody", "cleo"].map((to, index) => ({ to, cents: 100_00 * (index + 1) }))
const run = await engine.workflows.payroll.start(payments, { id: "november" })
console.log(await run.result())
await engine.close()
