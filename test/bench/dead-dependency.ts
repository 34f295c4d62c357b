import { join } from "node:path"
import { createEngine } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"
import { median } from "./statistics.ts"
import { timed } from "./stopwatch.ts"
import { failsAfter, takeReached } from "./workflows/dead.workflow.ts"

/** What a breaker does for calls of a dependency that is dead. */
export interface DeadDependency {
  readonly calls: number
  /** Of a failing call without it, in ms; a median. */
  readonly without: number
  readonly withBreaker: number
  readonly ratio: number
  /** The share of calls that reached the dependency all the same. */
  readonly reached: number
}

const clients = 10

/** Clients that call one after the other: two calls each without a breaker, and for as long as five take with one. */
export const deadDependency = async (folder: string): Promise<DeadDependency> => {
  await using engine = await createEngine({ database: join(folder, "dead.db"), workflows })
  const call = (workflow: "unguarded" | "guardedBy") => (): Promise<number> =>
    timed(async () => (await engine.workflows[workflow].start(undefined)).outcome())
  const slow: number[] = []
  const quick: number[] = []
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let n = 0; n < 2; n++) slow.push(await call("unguarded")())
    }),
  )
  takeReached()
  const end = performance.now() + 5 * failsAfter
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) quick.push(await call("guardedBy")())
    }),
  )
  const [without, withBreaker] = [median(slow), median(quick)]
  return {
    calls: quick.length,
    without,
    withBreaker,
    ratio: withBreaker / without,
    reached: takeReached() / quick.length,
  }
}
