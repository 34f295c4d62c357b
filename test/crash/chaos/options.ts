import { parseArgs } from "node:util"
import { killPoints } from "@statewright/store/kill-point"
import type { KillPoint } from "@statewright/store/kill-point"

const usage = `pnpm chaos: three processes work on one file, each starts and cancels runs, sends events, replays and resumes dead
letters and invalidates cached answers, and all the while processes are killed and frozen at random and at named
places. After each round a checker reads the database and what the outside world saw, and says which promise is
broken. A seed that breaks one is kept in test/crash/chaos/found.json, which the tests run again from then on.

  --minutes <n>      how long in all (1)
  --round <seconds>  how long processes are killed in one round, before the rest is done in peace (12)
  --seed <n>         the first seed; the next round has the next (one of the clock's)
  --rounds <n>       how many rounds, whatever time they take
  --at <place>       processes that die at a named place die at this one (any of them), and most do
  --patience <s>     how long whoever is left has to bring all runs to their ends (60)
  --no-rest          keeps no folder, not even of a round that broke something
  --no-keep          does not keep in test/crash/chaos/found.json what it finds
  --help             this

What a round did and what is left of it stands in a folder, which is deleted if nothing is broken:
app.db, effects.jsonl (what steps did), told.jsonl (what callers asked for and were told), leads.jsonl (who led
when), process-N.orders.json (what each process was to do, and where it was to die).
`

/** What chaos is asked to do. */
export interface Options {
  readonly millis: number
  readonly roundMillis: number
  readonly seed: number
  readonly rounds: number
  readonly at?: KillPoint
  readonly keep: boolean
  /** In ms. */
  readonly patience: number
  /** Whether what is left of a broken round stays. */
  readonly rest: boolean
}

/** A text instead of rounds. */
export interface Shown {
  readonly text: string
  readonly code: number
}

/** Reads the command line; answers the text to show where it asks for help, or for what there is not. */
export const optionsOf = (given: readonly string[], now: number): Options | Shown => {
  try {
    const { values } = read(given)
    if (values.help) return { text: usage, code: 0 }
    const { minutes, round, patience, keep, rest, seed = String(now % 1_000_000), rounds = "Infinity" } = values
    const numbers = { minutes, round, seed, rounds, patience }
    const unfit = Object.entries(numbers).find(([, text]) => !(Number(text) >= 0))
    if (unfit !== undefined) return wrong(`\`--${unfit[0]}\` takes a number, not \`${unfit[1]}\`.`)
    const at = killPoints.find((name) => name === values.at)
    if (values.at !== undefined && at === undefined) {
      return wrong(`There is no place \`${values.at}\`; there are ${killPoints.join(", ")}.`)
    }
    return {
      ...(at !== undefined && { at }),
      millis: values.rounds === undefined ? Number(minutes) * 60_000 : Infinity,
      roundMillis: Number(round) * 1_000,
      seed: Number(seed),
      rounds: Number(rounds),
      patience: Number(patience) * 1_000,
      keep,
      rest,
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
      minutes: { type: "string", default: "1" },
      round: { type: "string", default: "12" },
      seed: { type: "string" },
      rounds: { type: "string" },
      at: { type: "string" },
      patience: { type: "string", default: "60" },
      keep: { type: "boolean", default: true },
      rest: { type: "boolean", default: true },
      help: { type: "boolean", short: "h", default: false },
    },
    allowNegative: true,
  })
