import { mkdir, rm } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { createEngine } from "statewright/engine"
import { carrier } from "./carrier.ts"
import { workflows } from "./generated/index.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
const database = `${folder}/orders.db`
await rm(folder, { recursive: true, force: true })
await mkdir(folder)

const deadLetters = { retention: "90 days", alert: { above: 1, within: "1 hour" } } as const
await using engine = await createEngine({ database, workflows, deadLetters })
engine.notices.on("dead-letters", ({ facts }) => console.log(`  notice   ${JSON.stringify(facts)}`))

const { fulfil } = engine.workflows
for (const [id, city] of [
  ["o1", "Berlin"],
  ["o2", "Atlantis"],
  ["o3", "Atlntis"],
] as const) {
  const { status } = await (await fulfil.start({ id, city }, { id })).outcome()
  console.log(`  ${id}       ${status}`)
}
for (const { fingerprint, step, tag, letters } of await engine.letters.stats()) {
  console.log(`  dead     ${letters} of step ${step}: ${tag} (${fingerprint})`)
}

// The carrier learns of a city. The order is charged already: its run goes on where it failed.
carrier.known.add("Atlantis")
const [first, second] = (await engine.letters.list()).letters.toSorted((a, b) => a.id - b.id)
await engine.letters.resume(first?.id ?? 0)
console.log("  o2      ", await (await fulfil.get("o2")).result())

// Of the other one the address was wrong: a new run, with another input.
const { letters } = await engine.letters.replay(second?.id ?? 0, { input: { id: "o3b", city: "Atlantis" } })
console.log("  o3      ", await (await fulfil.get(letters[0]?.runId ?? "")).result())
console.log(`  dead     ${await engine.letters.count()}`)
