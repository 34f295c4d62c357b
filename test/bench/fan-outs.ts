import { join } from "node:path"
import { createEngine } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"
import { rawCommits } from "./raw-commits.ts"
import { median } from "./statistics.ts"
import { timed, timedFor } from "./stopwatch.ts"

/** What one run costs that works through so many items, a hundred at a time. */
export interface FanOut {
  readonly items: number
  readonly milliseconds: number
  readonly itemsPerSecond: number
  /** Over the raw commits right before and after. */
  readonly overRawCommits: number
  /** The time over that of a tenth of the items: 10 is linear. */
  readonly growth: number | undefined
}

const concurrency = 100
const rounds = 3
const slice = 400

/** Fan-outs of growing width; each time is a median. */
export const fanOuts = async (folder: string): Promise<FanOut[]> => {
  using raw = rawCommits(join(folder, "fan-out-raw.db"))
  await using engine = await createEngine({ database: join(folder, "fan-out.db"), workflows })
  const workThrough = (count: number) => async (): Promise<unknown> =>
    (await engine.workflows.fanOut.start({ count, concurrency })).result()
  await workThrough(1_000)()

  const found: FanOut[] = []
  for (const items of [1_000, 10_000]) {
    const rates: number[] = []
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      rates.push(((await timedFor(slice, raw.commit)).length * 1000) / slice)
      times.push(await timed(workThrough(items)))
    }
    rates.push(((await timedFor(slice, raw.commit)).length * 1000) / slice)
    const milliseconds = median(times)
    const itemsPerSecond = (items * 1000) / milliseconds
    const before = found.at(-1)
    found.push({
      items,
      milliseconds,
      itemsPerSecond,
      overRawCommits: itemsPerSecond / median(rates),
      growth: before === undefined ? undefined : milliseconds / before.milliseconds,
    })
  }
  return found
}
