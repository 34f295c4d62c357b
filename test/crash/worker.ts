import { flushCompileCache } from "node:module"
import { setTimeout } from "node:timers/promises"
import { createEngine, RunParked } from "@statewright/runtime"
import { armKillPoint } from "@statewright/runtime/kill-point"
import type { KillPoint } from "@statewright/runtime/kill-point"
import { workflows } from "./generated/index.ts"
import { noteTold } from "./told-log.ts"

/** What a worker process is told to do. */
export interface WorkerOrders {
  readonly database: string
  readonly told: string
  readonly workflow: "tour" | "stamps" | "mines"
  /** The runs to start, or to find started; it ends when they all have. */
  readonly runs: readonly { readonly id: string; readonly doors: number }[]
  /** How long to wait between two starts, in ms. */
  readonly pace: number
  /** Whether it goes on when its runs have ended, until it is killed. */
  readonly stays: boolean
  /** Where it kills itself. */
  readonly dies?: { readonly at: KillPoint; readonly hits: number }
}

/** Says a word to the parent process. */
const say = (word: string): boolean => process.stdout.write(`${word}\n`)

const work = async ({ database, told, workflow, runs, pace, stays, dies }: WorkerOrders): Promise<void> => {
  if (dies !== undefined) armKillPoint(dies.at, dies.hits, () => process.kill(process.pid, "SIGKILL"))
  await using engine = await createEngine({ database, workflows, durability: "normal" })
  // Who is killed cannot do it at its end; the next life starts twice as fast.
  flushCompileCache()
  say(engine.role())
  const ends: Promise<void>[] = []
  for (const { id, doors } of runs) {
    const run = await engine.workflows[workflow].start({ doors }, { id })
    noteTold(told, { kind: "started", run: id })
    say("started")
    ends.push(
      run.outcome().then(
        ({ status }) => noteTold(told, { kind: status === "completed" ? status : "failed", run: id }),
        (error: unknown) => {
          if (!(error instanceof RunParked)) throw error
          noteTold(told, { kind: "parked", run: id })
        },
      ),
    )
    if (pace > 0) await setTimeout(pace)
  }
  await Promise.all(ends)
  // The engine keeps the process alive.
  if (stays) await new Promise(() => {})
}

// Only the parent starts it, with its orders as the one argument.
await work(JSON.parse(process.argv[2] ?? "") as WorkerOrders)
