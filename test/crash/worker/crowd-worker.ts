import { readFileSync } from "node:fs"
import { createEngine } from "@statewright/runtime"
import { armKillPoint } from "@statewright/store/kill-point"
import { workflows } from "../generated/index.ts"
import type { Death } from "./orders.ts"

/** What a worker with many runs that wait for the same letters is told to do. */
export interface CrowdOrders {
  readonly database: string
  /** Runs that wait for the letters. */
  readonly readers: readonly string[]
  /** A run that begins when all are there. */
  readonly late: string
  /** Of letters to all of them, in their order. */
  readonly letters: readonly string[]
  /** How many of them each reader takes. */
  readonly count: number
  readonly dies?: Death
}

/** The box that all of them read. */
const box = "crowd"

/** Starts the runs, sends the letters, and waits for all runs to end; what an earlier life has done stays as it is. */
const work = async ({ database, readers, late, letters, count, dies }: CrowdOrders): Promise<void> => {
  await using engine = await createEngine({ database, workflows, durability: "normal" })
  const send = (text: string) => engine.events.send({ name: "letter", payload: { box, text }, id: text })
  const runs = await Promise.all(
    readers.map((id) => engine.workflows.letters.start({ box, count, files: false }, { id })),
  )
  if (dies !== undefined) armKillPoint(dies.at, dies.hits, () => process.kill(process.pid, "SIGKILL"))
  for (const text of letters) await send(text)
  runs.push(await engine.workflows.letters.start({ box, count: letters.length, files: false }, { id: late }))
  await Promise.all(runs.map((run) => run.result()))
}

await work(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as CrowdOrders) // only the parent writes it
process.exit()
