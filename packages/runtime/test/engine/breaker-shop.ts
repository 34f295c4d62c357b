import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { oneStep } from "./one-step.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { type Workshop, workshop } from "./workshop.ts"

/** What a test says of the engine and of its step. */
export interface BreakerShopOptions {
  readonly breaker?: object
  readonly step?: object
  readonly workflow?: object
  readonly database?: string
  readonly place?: Workshop
  readonly time?: ReturnType<typeof virtualTime>
}

/** An engine whose one step has a breaker that opens after two failures for a minute; runs are known by their numbers. */
export const breakerShop = async (more: BreakerShopOptions = {}) => {
  const { time = virtualTime(), place = workshop(), database = await newDatabase() } = more
  const breaker = { failureThreshold: 2, openFor: "1 minute", ...more.breaker }
  const workflows = oneStep(place.act, {
    step: { breaker, ...more.step },
    ...(more.workflow && { workflow: more.workflow }),
  })
  const engine = await createEngineWith(time.services, { database, workflows })
  const start = (n: number) => engine.workflows.job.start({ n }, { id: `r${n}` })
  const end = async (n: number) => {
    const { status, ...rest } = await (await engine.workflows.job.get(`r${n}`)).outcome()
    return status === "failed" && "error" in rest ? (rest.error as { name: string }).name : status
  }
  const through = async (n: number, error?: Error) => {
    await start(n)
    await until(() => place.atWork().includes(n))
    place.finish(n, error)
    return end(n)
  }
  return {
    ...time,
    ...place,
    place,
    time,
    engine,
    database,
    start,
    end,
    /** Starts a run and lets its step end. */
    through,
    /** Starts a run, and says how it ended without its step. */
    refused: async (n: number) => {
      await start(n)
      return end(n)
    },
    /** Lets two calls fail: the breaker is open then. Takes the numbers from `from` on. */
    trip: async (from: number) => [await through(from, down), await through(from + 1, down)],
  }
}

/** The dependency does not answer. */
export const down = new Error("down")
