import { parseArgs } from "node:util"

const usage = `pnpm soak: lets one engine run thousands of runs (steps, retries, joins, races, sleeps, events, failures, cancellations, breakers,
cached answers, dead letters that are replayed and resumed) that are deleted soon after they have ended, tells all the while what the process and the file hold, and in the end
whether that is flat: the last third of the samples beside the first third after a warm-up.

  --minutes <n>      how long (30)
  --rate <n>         how many runs to start in a second (10)
  --retention <s>    how long ended runs are kept, in seconds (60, or a tenth of the time if that is shorter)
  --seed <n>         what the runs are made of (1)
  --help             this

Exit code 1: something grows. The last line is the same as JSON.
`

/** What a soak is asked to do. */
export interface Options {
  readonly millis: number
  /** Starts in a second. */
  readonly rate: number
  readonly retentionMillis: number
  readonly seed: number
}

/** A text instead of a soak. */
export interface Shown {
  readonly text: string
  readonly code: number
}

/** Reads the command line; answers the text to show where it asks for help, or for what there is not. */
export const optionsOf = (given: readonly string[]): Options | Shown => {
  try {
    const { values } = read(given)
    if (values.help) return { text: usage, code: 0 }
    const { minutes, rate, seed } = values
    const { retention = String(Math.min(60, Number(minutes) * 6)) } = values
    const numbers = { minutes, rate, seed, retention }
    const unfit = Object.entries(numbers).find(([, text]) => !(Number(text) > 0))
    if (unfit !== undefined) return wrong(`\`--${unfit[0]}\` takes a number, not \`${unfit[1]}\`.`)
    return {
      millis: Number(minutes) * 60_000,
      rate: Number(rate),
      retentionMillis: Math.ceil(Number(retention) * 1_000),
      seed: Number(seed),
    }
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

const wrong = (problem: string): Shown => ({ text: `${problem}\n\n${usage}`, code: 2 })

const read = (given: readonly string[]) =>
  parseArgs({
    args: [...given],
    options: {
      minutes: { type: "string", default: "30" },
      rate: { type: "string", default: "10" },
      retention: { type: "string" },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", short: "h", default: false },
    },
  })
