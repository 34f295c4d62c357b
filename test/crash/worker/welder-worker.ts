import { readFileSync } from "node:fs"
import { setTimeout } from "node:timers/promises"
import { isStatewrightError } from "@statewright/model"
import { createEngineWith } from "@statewright/runtime"
import { armKillPoint } from "@statewright/store/kill-point"
import { workflows } from "../generated/index.ts"
import { caller } from "./caller.ts"
import type { Death } from "./orders.ts"
import { workerServices } from "./services.ts"

/** What a worker that welds is told to do. */
export interface WelderOrders {
  readonly database: string
  readonly leads: string
  readonly told: string
  /** The runs to start, or to find started. */
  readonly runs: readonly { readonly id: string; readonly input: { inTurn: string[]; atOnce: string[] } }[]
  /** Whether to replay and resume dead letters until none is left. */
  readonly mends: boolean
  readonly dies?: Death
}

const work = async ({ database, leads, told, runs, mends, dies }: WelderOrders): Promise<void> => {
  if (dies !== undefined) armKillPoint(dies.at, dies.hits, () => process.kill(process.pid, "SIGKILL"))
  const services = workerServices({ database, leads, told, runs: [], events: [], pace: 0, stays: false })
  await using engine = await createEngineWith(services, { database, workflows, durability: "normal" })
  const call = caller(engine, told)
  for (const { id, input } of runs) await (await call({ id, workflow: "welds", input })).ended
  if (!mends) return
  while (true) {
    const { letters } = await engine.letters.list()
    if (letters.length === 0) return
    for (const { id, runId, status, resumable } of letters) {
      if (status !== "dead") continue
      try {
        if (runId.startsWith("again")) await engine.letters.replay(id)
        else if (resumable) await engine.letters.resume(id)
      } catch (error) {
        // The life before has asked for it.
        if (!isStatewrightError(error) || !["LetterBusy", "LetterNotFound"].includes(error._tag)) throw error
      }
    }
    await setTimeout(5)
  }
}

await work(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as WelderOrders) // only the parent writes it
process.exit()
