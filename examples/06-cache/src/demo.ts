import { mkdir, rm } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { createEngine } from "statewright/engine"
import { workflows } from "./generated/index.ts"
import { openSupplier } from "./supplier.ts"

const folder = fileURLToPath(new URL("../out", import.meta.url))
await rm(folder, { recursive: true, force: true })
await mkdir(folder)

await using supplier = await openSupplier(300)
await using engine = await createEngine({ database: `${folder}/cache.db`, workflows })
supplier.sell("lamp", { cents: 40_00, inStock: true })

/** Asks for so many quotes at once. */
const ask = async (what: string, quotes: number, tenant: string): Promise<void> => {
  const from = performance.now()
  const before = supplier.asked.length
  const input = { supplier: supplier.url, sku: "lamp", count: 1 }
  const runs = await Promise.all(Array.from({ length: quotes }, () => engine.workflows.quote.start(input, { tenant })))
  const [first] = await Promise.all(runs.map((run) => run.result()))
  const [took, times] = [Math.round(performance.now() - from), supplier.asked.length - before]
  console.log(`  ${what.padEnd(30)} ${first?.cents} cents, ${took} ms, the supplier was asked ${times} times`)
}

await ask("100 quotes at once", 100, "north")
await ask("100 more", 100, "north")
await ask("one of another shop", 1, "south")

supplier.sell("lamp", { cents: 44_00, inStock: true })
await ask("the price has changed", 1, "north")
await engine.cache.invalidate({ tag: "sku:lamp", tenant: "north" })
await ask("and somebody has said so", 1, "north")

for (const { step, hitRate } of await engine.cache.stats()) {
  console.log(`  ${step} was spared in ${(hitRate * 100).toFixed(1)} % of the calls`)
}
