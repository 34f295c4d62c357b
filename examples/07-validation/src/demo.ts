import { mkdir, rm } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { createEngine } from "statewright/engine"
import { workflows } from "./generated/index.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
await rm(folder, { recursive: true, force: true })
await mkdir(folder)
await using engine = await createEngine({ database: `${folder}/validation.db`, workflows })

const iban = "DE02120300000000202051"
const bills = {
  fine: { number: "AB-1", iban, lines: [{ text: "paper", cents: 900 }], cents: 900 },
  terse: { number: "AB-2", iban, lines: [{ text: "p", cents: 900 }], cents: 900 },
  torn: { number: "AB", iban, lines: [{ text: "paper", cents: "900" }] },
  wrong: { number: "AB-3", iban, lines: [{ text: "paper", cents: 900 }], cents: 900_000 },
  stranger: { number: "AB-4", iban: "GB33BUKB20201555555555", lines: [{ text: "paper", cents: 9 }], cents: 9 },
}
for (const [id, bill] of Object.entries(bills)) {
  const run = await engine.workflows.importBill.start(JSON.stringify(bill), { id })
  const end = await run.outcome()
  const failure = end.status === "completed" ? "" : end.error instanceof Error ? end.error.message : end.status
  console.log(`${id}: ${end.status === "completed" ? end.output.receipt : failure}`)
  for (const { wait, warnings = [] } of (await run.info()).steps) {
    for (const { path, message } of warnings) console.log(`  ${wait} warned: ${path}: ${message}`)
  }
}
