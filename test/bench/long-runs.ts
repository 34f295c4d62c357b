import { join } from "node:path"
import { createEngineWith } from "@statewright/runtime"
import { watchedStore } from "../acceptance/watched-store.ts"
import { workflows } from "./generated/index.ts"
import { timed } from "./stopwatch.ts"

/** What one run of this many steps costs that keeps every output in an array. */
export interface LongRun {
  readonly steps: number
  readonly milliseconds: number
  readonly microsecondsPerStep: number
  readonly bytesPerStep: number
  /** The time over that of the run with a tenth of the steps: 10 is linear. */
  readonly growth: number | undefined
}

/** Runs of growing length. */
export const longRuns = async (folder: string): Promise<LongRun[]> => {
  const runs: LongRun[] = []
  for (const count of [100, 1_000, 10_000]) {
    const store = watchedStore()
    await using engine = await createEngineWith(store.services, {
      database: join(folder, `long-${count}.db`),
      workflows,
    })
    await (await engine.workflows.gather.start({ count: 20 })).result()
    store.written = 0
    const milliseconds = await timed(async () => (await engine.workflows.gather.start({ count })).result())
    const before = runs.at(-1)
    runs.push({
      steps: count,
      milliseconds,
      microsecondsPerStep: (milliseconds * 1000) / count,
      bytesPerStep: store.written / count,
      growth: before === undefined ? undefined : milliseconds / before.milliseconds,
    })
  }
  return runs
}
