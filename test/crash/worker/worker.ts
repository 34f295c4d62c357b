import { readFileSync } from "node:fs"
import { flushCompileCache } from "node:module"
import { setTimeout } from "node:timers/promises"
import { createEngineWith } from "@statewright/runtime"
import { armKillPoint } from "@statewright/store/kill-point"
import { workflows } from "../generated/index.ts"
import { noteTold, type Told } from "../log/told-log.ts"
import { caller } from "./caller.ts"
import { mend } from "./mender.ts"
import { sender } from "./sender.ts"
import type { Death, WorkerOrders } from "./orders.ts"
import { say } from "./say.ts"
import { workerServices } from "./services.ts"

const arm = ({ at, hits, signal = "SIGKILL" }: Death): void =>
  armKillPoint(at, hits, () => {
    say(signal)
    process.kill(process.pid, signal)
  })

const work = async (orders: WorkerOrders): Promise<void> => {
  const { database, runs, events, pace, stays, dies, mends, retention } = orders
  if (dies !== undefined) arm(dies)
  const told = new Promise<void>((resolve) => process.once("SIGTERM", resolve))
  await using engine = await createEngineWith(workerServices(orders), {
    database,
    workflows,
    durability: "normal",
    ...(retention !== undefined && { retention }),
  })
  // Who is killed cannot do it at its end; the next life starts twice as fast.
  flushCompileCache()
  say(engine.role())
  const call = caller(engine, orders.told)
  const send = sender(engine, orders.told)
  const home = new AbortController()
  if (mends !== undefined) {
    const note = (each: Told): void => noteTold(orders.told, each)
    void mend(engine, { note, seed: mends, signal: home.signal })
  }
  const ends: Promise<void>[] = []
  for (let at = 0; at < Math.max(runs.length, events.length); at++) {
    const [order, event] = [runs[at], events[at]]
    if (order !== undefined) {
      ends.push((await call(order)).ended)
      say("started")
    }
    if (event !== undefined) ends.push(send(event))
    if (pace > 0) await setTimeout(pace)
  }
  const done = Promise.all(ends)
  // The engine keeps the process alive.
  await (stays ? told : Promise.race([done, told]))
  home.abort()
}

// Only the parent starts it, and names the file with its orders.
await work(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as WorkerOrders)
process.exit()
