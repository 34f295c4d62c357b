import { mkdir, rm } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { createEngine } from "statewright/engine"
import { workflows } from "./generated/index.ts"
import { provider } from "./provider.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
await rm(folder, { recursive: true, force: true })
await mkdir(folder)

let calls = 0
let isDown = true
provider.pay = async (id) => {
  calls += 1
  if (!isDown) return `receipt-${id}`
  await new Promise((resolve) => setTimeout(resolve, 500))
  throw new Error("the provider does not answer")
}

const open = () => createEngine({ database: `${folder}/breaker.db`, workflows })
let engine = await open()
const settle = async (n: number): Promise<void> => {
  const began = performance.now()
  const run = await engine.workflows.settle.start({ id: `o${n}`, cents: 900 }, { id: `o${n}` })
  const end = await run.outcome()
  const what = end.status === "completed" ? `${end.output.by}, ${end.output.number}` : end.status
  console.log(`  o${n}`.padEnd(8), what.padEnd(22), `${Math.round(performance.now() - began)} ms`)
}

for (let n = 1; n <= 6; n++) await settle(n)
console.log(`  ${calls} of 6 orders have waited for the provider`)

// Another process knows what this one has found out.
await engine.close()
engine = await open()
await settle(7)

// One that wants nothing but a card waits, and loses none of its attempts on that.
const later = await engine.workflows.settleLater.start({ id: "o8", cents: 900 }, { id: "o8" })
const { retryAt } = await engine.breakers.get("payments")
console.log(`  o8       asks again at ${new Date(retryAt ?? 0).toISOString()}`)

// The first call after that time would find out that the provider is there again; an operator knows already.
isDown = false
await engine.breakers.close("payments")
await settle(9)
console.log("  o8      ", (await later.result()).number)
await engine.close()
