import { join } from "node:path"
import { createEngine } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"
import { rawCommits } from "./raw-commits.ts"
import { median } from "./statistics.ts"
import { timedFor } from "./stopwatch.ts"

/** What runs of ten steps come to beside raw commits on the same disk. */
export interface ShortRuns {
  readonly rawCommitsPerSecond: number
  readonly oneClient: Throughput
  readonly manyClients: Throughput
  /** From the start of a run to its result with one client, over the time of ten raw commits; medians. */
  readonly latencyOverTenRawCommits: number
}

interface Throughput {
  readonly clients: number
  readonly stepsPerSecond: number
  readonly overRawCommits: number
}

const count = 10
const clients = 64
const rounds = 6
const slice = 700

/** Raw commits, one client and many clients by turns, so that a noisy disk is noisy for all. */
export const shortRuns = async (folder: string): Promise<ShortRuns> => {
  using raw = rawCommits(join(folder, "raw.db"))
  await using engine = await createEngine({ database: join(folder, "short.db"), workflows })
  const runOnce = async (): Promise<unknown> => (await engine.workflows.addUp.start({ count })).result()
  const rates = { raw: [] as number[], one: [] as number[], many: [] as number[] }
  const latencies: number[] = []
  await timedFor(slice, runOnce)

  for (let round = 0; round < rounds; round++) {
    rates.raw.push(perSecond((await timedFor(slice, raw.commit)).length, slice))
    const alone = await timedFor(slice, runOnce)
    rates.one.push(perSecond(alone.length * count, slice))
    latencies.push(...alone)
    const together = await Promise.all(Array.from({ length: clients }, () => timedFor(slice, runOnce)))
    rates.many.push(perSecond(together.flat().length * count, slice))
  }

  const rawCommitsPerSecond = median(rates.raw)
  const throughput = (by: number, rate: readonly number[]): Throughput => ({
    clients: by,
    stepsPerSecond: median(rate),
    overRawCommits: median(rate) / rawCommitsPerSecond,
  })
  return {
    rawCommitsPerSecond,
    oneClient: throughput(1, rates.one),
    manyClients: throughput(clients, rates.many),
    latencyOverTenRawCommits: median(latencies) / (10_000 / rawCommitsPerSecond),
  }
}

const perSecond = (times: number, milliseconds: number): number => (times * 1000) / milliseconds
