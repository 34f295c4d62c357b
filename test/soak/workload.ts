import { setTimeout } from "node:timers/promises"
import { isStatewrightError } from "@statewright/model"
import type { Engine, Run, StartOptions } from "@statewright/runtime"
import { diceOf } from "../crash/chaos/dice.ts"
import { marketOrder } from "../crash/chaos/market-orders.ts"
import { randomWork } from "../crash/chaos/random-orders.ts"
import type { workflows } from "../crash/generated/index.ts"
import { mend } from "../crash/worker/mender.ts"
import type { RunOrder } from "../crash/worker/orders.ts"

/** How many runs began, and how they ended. */
export interface Tally {
  started: number
  events: number
  readonly ended: Record<string, number>
}

/** Starts runs at a rate, cancels some, and waits for their ends. */
export interface Workload {
  readonly tally: Tally
  /** Starts no more, and resolves when all have ended. */
  readonly stop: () => Promise<void>
}

/** How many of them are cancelled, of 1. */
const cancelled = 0.1

/** With how many starts an event is sent, of 1. */
const eventful = 0.3

/** One of so many goes to the market. */
const marketEvery = 5

export const startWorkload = (engine: Engine<typeof workflows>, rate: number, seed: number): Workload => {
  const dice = diceOf(seed)
  const tally: Tally = { started: 0, events: 0, ended: {} }
  const open = new Set<Promise<void>>()
  const stopped = new AbortController()

  const orderOf = (number: number): RunOrder => {
    if (number % marketEvery !== 0) return { id: `soak-${number}`, ...randomWork(dice) }
    const order = marketOrder(number / marketEvery)
    // Every other one shares no answer, and so leaves some that nobody asks for again.
    return (number / marketEvery) % 2 === 1 ? { ...order, tenant: `soak-${number}` } : order
  }

  const one = async ({ id, workflow, input, tenant }: RunOrder): Promise<void> => {
    const cancelAfter = dice.chance(cancelled) ? dice.number(0, 200) : undefined
    // Each has its own types; the harness makes inputs that fit.
    const client = engine.workflows[workflow] as unknown as {
      start(input: unknown, options: StartOptions): Promise<Run<unknown>>
    }
    const run = await client.start(input, { id, ...(tenant !== undefined && { tenant }) })
    if (cancelAfter !== undefined) {
      await setTimeout(cancelAfter)
      await run.cancel({ force: dice.chance(0.2) }).catch((error: unknown) => {
        if (!isStatewrightError(error) || error._tag !== "RunEnded") throw error
      })
    }
    const { status } = await run.outcome()
    tally.ended[status] = (tally.ended[status] ?? 0) + 1
  }

  const say = async (id: string): Promise<void> => {
    const payload = { line: dice.number(0, 2), weight: 1 }
    await engine.events.send({ name: "call", payload, id })
    tally.events++
  }

  const begin = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const ending = one(orderOf(++tally.started)).finally(() => open.delete(ending))
      open.add(ending)
      if (dice.chance(eventful)) await say(`call-${tally.started}`)
      await setTimeout(1_000 / rate)
    }
  }
  const beginning = begin()
  const mending = mend(engine, { note: () => {}, seed, signal: stopped.signal })

  return {
    tally,
    stop: async () => {
      stopped.abort()
      await beginning
      await mending
      await Promise.all(open)
    },
  }
}
