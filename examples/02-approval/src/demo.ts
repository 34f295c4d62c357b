import { mkdir, rm } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { createEngine } from "statewright/engine"
import { workflows } from "./generated/index.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
const database = `${folder}/approval.db`
await rm(folder, { recursive: true, force: true })
await mkdir(folder)

const open = () => createEngine({ database, workflows })
const approval = (orderId: string, approved = true) => ({ name: "approval", payload: { orderId, by: "ann", approved } })

let engine = await open()
const first = await engine.workflows.handleOrder.start({ id: "o1", cents: 250_00 }, { id: "o1" })
const [wait] = await waiting()
console.log(`  o1       waits for ${wait?.event} until ${new Date(wait?.dueAt ?? 0).toISOString()}`)

// Nothing is at work now: no process, no timer, only rows.
await engine.close()
engine = await open()

// Somebody else's order, and a decision that is sent before its order is even there.
const nobody = await engine.events.send(approval("o7"))
const early = await engine.events.send(approval("o2", false))
console.log(`  o7, o2   reached ${nobody.reached} and ${early.reached} runs; kept: ${nobody.kept && early.kept}`)

const { reached } = await engine.events.send({ ...approval("o1"), to: "o1" })
console.log(`  o1       approved, which reached ${reached} run`)
console.log("  o1      ", await (await engine.workflows.handleOrder.get("o1")).result())

const second = await engine.workflows.handleOrder.start({ id: "o2", cents: 999_00 }, { id: "o2" })
console.log("  o2      ", await second.result())
await engine.close()

/** The waits of the first order, once it has come to its wait. */
async function waiting() {
  while (true) {
    const { waits } = await first.info()
    if (waits.length > 0) return waits
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
