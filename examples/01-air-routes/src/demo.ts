import { mkdir, readFile, rm } from "node:fs/promises"
import { setTimeout as pause } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { showFiles, showKills, showProof, type Stop } from "./demo/findings.ts"
import { holds, proofOf } from "./demo/proof.ts"
import { batchesSeen } from "./demo/progress.ts"
import { event, heading, line, seconds } from "./demo/screen.ts"
import { startService } from "./demo/service.ts"
import { finishedKeys, storedRun } from "./demo/stored-run.ts"
import { startWorker, type Worker } from "./demo/worker.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
const database = `${folder}/air.db`
const log = `${folder}/lookups.jsonl`
await rm(folder, { recursive: true, force: true })
await mkdir(folder)

heading("Air routes: a workflow over 3,376 airports and 5,366 routes, killed twice on its way")

const service = await startService(log)
event("service", `answers at ${service.url}, but not every time`)
const batches = batchesSeen(service)

// Killed the first time while a batch is being looked up.
let worker = start()
await worker.until(batches.reached(14))
await pause(25)
const first = await kill(`while it looked up batch ${batches.latest()} of ${batches.total}`)

worker = start()
const { at } = await worker.until(service.arrival(() => true))
const firstStop: Stop = { ...first, resumed: at - worker.startedAt }
event("worker", `asks the service again, ${seconds(firstStop.resumed)} after its process began`)

// Killed the second time while it sleeps.
await worker.until(service.noted(({ asked, answer }) => asked === "close" && answer === 204))
event("worker", "has looked up every airport, and sleeps for 5 seconds")
await pause(1000)
const second = await kill("one second into a sleep of 5 seconds")

worker = start()
const secondStop: Stop = { ...second, resumed: (await worker.until(worker.ready)) - worker.startedAt }
event("worker", `has the run in hand, ${seconds(secondStop.resumed)} after its process began`)
await worker.done
event("worker", "is done")
service.stop()

heading("The report")
line(await readFile(`${folder}/air-routes.md`, "utf8"))

const stops = [firstStop, secondStop]
const run = await storedRun(database)
const proof = proofOf(service.ledger, stops)
showKills(stops, run)
showProof(proof, stops, run)
showFiles(folder)
if (!holds(proof) || run.status !== "completed") process.exitCode = 1

function start(): Worker {
  const started = startWorker(database, service.url, folder)
  event("worker", `process ${started.pid} begins`)
  return started
}

async function kill(where: string): Promise<Omit<Stop, "resumed">> {
  const at = await worker.kill()
  event("SIGKILL", `to process ${worker.pid}, ${where}`)
  // Nobody works on the run now: what the database holds is all that is left of it.
  const finished = finishedKeys(await storedRun(database))
  event("database", `holds ${finished.size} finished steps`)
  return { at, where, finished }
}
