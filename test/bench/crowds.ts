import { join } from "node:path"
import { createEngine } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"
import { median } from "./statistics.ts"
import { timed } from "./stopwatch.ts"

/** What one `forEach` costs. */
export interface Crowd {
  readonly mode: string
  readonly items: number
  readonly milliseconds: number
  /** The time over that of a tenth of the items: 10 is linear. */
  readonly growth: number | undefined
}

/** `forEach` in both modes, over growing lists. */
export const crowds = async (folder: string): Promise<Crowd[]> => {
  const found: Crowd[] = []
  for (const mode of ["oneByOne", "sideBySide"] as const) {
    const database = join(folder, `crowd-${mode}.db`)
    await using engine = await createEngine({ database, workflows })
    const run = async (count: number): Promise<unknown> => (await engine.workflows[mode].start({ count })).result()
    await run(1_000)
    let before: number | undefined
    for (const items of [1_000, 10_000]) {
      const milliseconds = await timed(() => run(items))
      found.push({
        mode: mode === "oneByOne" ? "sequential" : "parallel, 100 at once",
        items,
        milliseconds,
        growth: before === undefined ? undefined : milliseconds / before,
      })
      before = milliseconds
    }
  }
  return found
}

/** The same steps one after the other, and all at once. */
export interface SideBySide {
  readonly steps: number
  readonly inTurn: number
  readonly together: number
  /** Below 1 the steps are quicker side by side. */
  readonly ratio: number
}

/** Each time is a median, in ms; the two take turns. */
export const sideBySide = async (folder: string): Promise<SideBySide[]> => {
  await using engine = await createEngine({ database: join(folder, "side-by-side.db"), workflows })
  const found: SideBySide[] = []
  for (const count of [2, 10, 100]) {
    const turns: number[] = []
    const crowd: number[] = []
    for (let round = 0; round < 15; round++) {
      turns.push(await timed(async () => (await engine.workflows.inTurn.start({ count })).result()))
      crowd.push(await timed(async () => (await engine.workflows.together.start({ count })).result()))
    }
    const [inTurn, together] = [median(turns), median(crowd)]
    found.push({ steps: count, inTurn, together, ratio: together / inTurn })
  }
  return found
}

/** So many runs below one, a hundred at once: a second of it. */
export const childRuns = async (folder: string): Promise<{ readonly runs: number; readonly runsPerSecond: number }> => {
  await using engine = await createEngine({ database: join(folder, "family.db"), workflows })
  const run = async (count: number): Promise<unknown> => (await engine.workflows.family.start({ count })).result()
  await run(100)
  const runs = 1_000
  return { runs, runsPerSecond: (runs * 1_000) / (await timed(() => run(runs))) }
}
