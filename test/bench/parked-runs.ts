import { join } from "node:path"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { createEngine } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"
import { timed } from "./stopwatch.ts"

/** What it costs to begin runs that rest at once. */
export interface ParkedRuns {
  readonly rest: "sleep" | "event"
  readonly runs: number
  readonly runsPerSecond: number
  /** What stays in memory of each. */
  readonly heapBytesPerRun: number
  /** From the start of an engine on these runs until it leads. */
  readonly startMilliseconds: number
}

const runs = 10_000

/** Runs that sleep, and runs that wait for an event, all begun at once. */
export const parkedRuns = async (folder: string): Promise<ParkedRuns[]> => {
  const found: ParkedRuns[] = []
  for (const rest of ["sleep", "event"] as const) {
    const database = join(folder, `parked-${rest}.db`)
    const begun = await begin(database, rest)
    const startMilliseconds = await timed(async () => (await createEngine({ database, workflows })).close())
    found.push({ rest, runs, ...begun, startMilliseconds })
  }
  return found
}

const begin = async (
  database: string,
  rest: ParkedRuns["rest"],
): Promise<Pick<ParkedRuns, "runsPerSecond" | "heapBytesPerRun">> => {
  await using engine = await createEngine({ database, workflows })
  const { nap, post } = engine.workflows
  const start = (address: number): Promise<unknown> =>
    rest === "sleep" ? nap.start(undefined) : post.start(`address ${address}`)
  // Code that runs for the first time is compiled, and that stays.
  for (let address = 0; address < 200; address++) await start(address)
  const before = heapBytes()
  const milliseconds = await timed(() => Promise.all(Array.from({ length: runs }, (_, address) => start(address))))
  return {
    runsPerSecond: (runs * 1000) / milliseconds,
    heapBytesPerRun: Math.max(0, heapBytes() - before) / runs,
  }
}

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void // what the flag says

const heapBytes = (): number => {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}
