import { mkdir, rm } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { createEngine } from "statewright/engine"
import { openBank } from "./bank.ts"
import { workflows } from "./generated/index.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
const database = `${folder}/retries.db`
await rm(folder, { recursive: true, force: true })
await mkdir(folder)

await using bank = await openBank([
  [503, "down"],
  [429, "busy", { "retry-after": "1" }],
  [200, 1.08],
  [500, "oops"],
  [200, "p1"],
  [200, "pending"],
  [200, "pending"],
  [200, "settled"],
])

let engine = await createEngine({ database, workflows })
const run = await engine.workflows.exchange.start({ bank: bank.url, cents: 50_00, currency: "EUR" }, { id: "trip" })
while ((await run.info()).steps[0]?.failures.length !== 2) await new Promise((resolve) => setTimeout(resolve, 20))

// The bank wants to be left alone for a second, which is a row: no process has to wait.
await engine.close()
engine = await createEngine({ database, workflows })
const again = await engine.workflows.exchange.get("trip")
console.log(await again.result())
for (const { name, attempts, failures } of (await again.info()).steps) {
  console.log(`  ${name}: ${attempts} attempts`)
  for (const { attempt, endedAt, error } of failures) {
    console.log(`    ${attempt} failed at ${new Date(endedAt).toISOString()}: ${String(error)}`)
  }
}
await engine.close()
