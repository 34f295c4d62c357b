import { setTimeout } from "node:timers/promises"
import { killPoints } from "@statewright/store/kill-point"
import type { KillPoint } from "@statewright/store/kill-point"
import type { Site } from "../site/site.ts"
import type { EventOrder, RunOrder, WorkerOrders } from "../worker/orders.ts"
import { startWorker } from "../worker/worker-process.ts"
import type { WorkerProcess } from "../worker/worker-process.ts"
import type { Dice } from "./dice.ts"
import { marketOrders } from "./market-orders.ts"
import { randomEvents, randomOrders } from "./random-orders.ts"

/** Processes that work on one file: one leads, the others stand by, and each gives orders. */
export interface Crew {
  /** Those that are there. */
  readonly present: () => readonly WorkerProcess[]
  /** Who was the last to take the lead, if it is there still. */
  readonly leader: () => WorkerProcess | undefined
  /** Resolves once somebody leads, or after some seconds. */
  readonly led: () => Promise<void>
  /** Starts as many as are missing. */
  readonly refill: () => void
  readonly killAll: () => Promise<void>
  /** All orders that were ever given. */
  readonly orders: () => readonly RunOrder[]
  /** What those said that ended without being told to. */
  readonly failures: readonly string[]
}

/** Whose signs of life stand still for so long is taken for frozen, in ms. */
export const takeOverAfter = 800

const size = 3

export const makeCrew = (site: Site, dice: Dice, at?: KillPoint): Crew => {
  let workers: WorkerProcess[] = []
  let leader: WorkerProcess | undefined
  const orders: RunOrder[] = []
  const trades = new Map<string, RunOrder>()
  const events: EventOrder[] = []
  const failures: string[] = []
  const present = (): readonly WorkerProcess[] => (workers = workers.filter(({ lives }) => lives()))

  const join = (): void => {
    const runs = randomOrders(dice, orders)
    const market = marketOrders(runs)
    for (const order of market) trades.set(order.id, order)
    const worker = startWorker(site, {
      runs: [...runs, ...market],
      events: randomEvents(dice, orders, events),
      pace: dice.of([0, 40, 200]),
      stays: true,
      takeOverAfter,
      ...seedsOf(dice.number(1, 1_000_000)),
      ...randomDeath(dice, at),
    })
    worker.ended.catch((error: unknown) => failures.push(String(error)))
    void worker.said("leads").then(() => worker.lives() && (leader = worker))
    workers.push(worker)
  }

  return {
    orders: () => [...orders, ...trades.values()],
    failures,
    present,
    leader: () => (leader?.lives() === true ? leader : undefined),
    led: async () => {
      for (let tries = 0; tries < 250 && leader?.lives() !== true; tries++) await setTimeout(20)
    },
    refill: () => {
      while (present().length < size) join()
    },
    killAll: async () => {
      const ended = present().map(({ ended }) => ended.catch(() => undefined))
      for (const worker of workers) worker.kill()
      await Promise.all(ended)
    },
  }
}

/** Whose commits come again, and by what chance two of three mend. */
const seedsOf = (echoes: number): Pick<WorkerOrders, "echoes" | "mends"> =>
  echoes % 3 === 0 ? { echoes } : { echoes, mends: echoes }

/** A third of all die at a named place; nearly all, if it is given. */
const randomDeath = (dice: Dice, place?: KillPoint): Pick<WorkerOrders, "dies"> => {
  if (!dice.chance(place === undefined ? 0.35 : 0.9)) return {}
  const at = place ?? dice.of([...killPoints])
  const hits = dice.number(1, at === "tx-half" ? 150 : dice.of([5, 25]))
  return { dies: { at, hits, signal: dice.chance(0.3) ? "SIGSTOP" : "SIGKILL" } }
}
