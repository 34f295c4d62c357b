import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { createEngine } from "@statewright/runtime"
import { workflows } from "../crash/generated/index.ts"
import { type Options, optionsOf } from "./options.ts"
import { makeSampler } from "./sample.ts"
import type { Sample } from "./sample.ts"
import { trendsOf } from "./verdict.ts"
import { startWorkload } from "./workload.ts"

const print = (text: string): boolean => process.stdout.write(`${text}\n`)

/** Once a minute, or often enough to judge a short soak. */
const sampleEvery = ({ millis }: Options): number => Math.min(60_000, millis / 20)

const soak = async (options: Options): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), "statewright-soak-"))
  const database = join(folder, "app.db")
  const engine = await createEngine({
    database,
    workflows,
    retention: {
      completed: options.retentionMillis,
      failed: options.retentionMillis,
      cancelled: options.retentionMillis,
    },
    eventRetention: options.retentionMillis,
    noticeRetention: options.retentionMillis,
    deadLetters: { retention: options.retentionMillis },
  })
  const sampler = makeSampler(database)
  const samples: Sample[] = []
  const workload = startWorkload(engine, options.rate, options.seed)
  const begun = performance.now()
  print(`${options.rate} runs a second, kept ${options.retentionMillis} ms, in ${folder}`)
  while (performance.now() - begun < options.millis) {
    await setTimeout(sampleEvery(options))
    const sample = sampler.sample()
    samples.push(sample)
    const minutes = ((performance.now() - begun) / 60_000).toFixed(1)
    print(`${minutes} min, ${workload.tally.started} runs: ${figures(sample)}`)
  }
  await workload.stop()
  sampler.close()
  await engine.close()
  const { started, events, ended } = workload.tally
  print(`\n${started} runs, ${events} events: ${figures(ended)}`)
  const trends = trendsOf(samples)
  if (trends.length === 0) print("Too short to judge.")
  for (const { name, first, last, isFlat } of trends) {
    print(`${isFlat ? "flat " : "GROWS"} ${name}: ${first} -> ${last}`)
  }
  await rm(folder, { recursive: true })
  print(JSON.stringify({ options, started, events, ended, trends, left: process.getActiveResourcesInfo() }))
  return trends.every(({ isFlat }) => isFlat) ? 0 : 1
}

const figures = (sample: Sample): string =>
  Object.entries(sample)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ")

const options = optionsOf(process.argv.slice(2))
if ("text" in options) (options.code === 0 ? process.stdout : process.stderr).write(options.text)
process.exitCode = "text" in options ? options.code : await soak(options)
