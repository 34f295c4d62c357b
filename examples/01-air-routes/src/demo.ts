import { mkdir, readFile, rm } from "node:fs/promises"
import { relative } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { proofOf, holds } from "./demo/proof.ts"
import { showKills, showProof } from "./demo/findings.ts"
import { count, event, heading, line, seconds } from "./demo/screen.ts"
import { startService, type Service } from "./demo/service.ts"
import { finishedCount, finishedKeys, storedRun } from "./demo/stored-run.ts"
import { startWorker, type Worker } from "./demo/worker.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
const database = `${folder}/air.db`
const log = `${folder}/lookups.jsonl`
await rm(folder, { recursive: true, force: true })
await mkdir(folder)
