import { createEngine } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"

/** Starts the same run many times at once, and says which run each start was answered. */
const race = async (database: string, racers: number): Promise<void> => {
  await using engine = await createEngine({ database, workflows, durability: "normal" })
  const ids = await Promise.all(
    Array.from({ length: racers }, async () => (await engine.workflows.tour.start({ doors: 2 }, { id: "same" })).id),
  )
  const other = await engine.workflows.tour.start({ doors: 3 }, { id: "same" }).catch((error: Error) => error.name)
  const run = await engine.workflows.tour.get("same")
  await run.outcome()
  process.stdout.write(JSON.stringify({ ids, other }))
}

// Only the parent starts it.
await race(process.argv[2] ?? "", Number(process.argv[3]))
