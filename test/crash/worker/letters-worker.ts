import { appendFileSync, readFileSync } from "node:fs"
import { createEngine } from "@statewright/runtime"
import { armKillPoint } from "@statewright/store/kill-point"
import { workflows } from "../generated/index.ts"
import type { Death } from "./orders.ts"

/** What a worker that sends letters is told to do. */
export interface LettersOrders {
  readonly database: string
  /** The ids of letters whose sender was told that they are stored. */
  readonly told: string
  readonly boxes: readonly string[]
  readonly count: number
  readonly dies?: Death
}

/** Starts a run for each box, sends it its letters one after the other, and waits for all runs to end. */
const work = async ({ database, told, boxes, count, dies }: LettersOrders): Promise<void> => {
  if (dies !== undefined) armKillPoint(dies.at, dies.hits, () => process.kill(process.pid, "SIGKILL"))
  await using engine = await createEngine({ database, workflows, durability: "normal" })
  const runs = await Promise.all(boxes.map((box) => engine.workflows.letters.start({ box, count }, { id: box })))
  await Promise.all(
    boxes.map(async (box) => {
      for (let n = 0; n < count; n++) {
        const id = `${box} ${n}`
        // Every other letter is to its run alone.
        const event = { name: "letter", payload: { box, text: id }, id, ...(n % 2 === 1 && { to: box }) }
        // A life that does not know what the one before has sent sends it again.
        await engine.events.send(event)
        appendFileSync(told, `${id}\n`)
      }
    }),
  )
  await Promise.all(runs.map((run) => run.result()))
}

await work(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as LettersOrders) // only the parent writes it
process.exit()
