import { createEngine } from "statewright/engine"
import { workflows } from "./generated/index.ts"

const [database = "air.db", service = "", folder = "out"] = process.argv.slice(2)

const engine = await createEngine({ database, workflows })

// Starts the run, or finds it again: the same id and the same input are the same run.
const job = { service, folder, batchSize: 100, tolerated: 10 }
const run = await engine.workflows.airRoutes.start(job, { id: "air" })
console.log(`Run ${run.id} is at work.`)

const files = await run.result()
console.log(`Run ${run.id} has written ${files.report} and ${files.chart}.`)

await engine.close()
