import { rm } from "node:fs/promises"
import { keepFound } from "./found.ts"
import { type Options, optionsOf } from "./options.ts"
import { chaosRound } from "./round.ts"
import type { Round } from "./round.ts"

const print = (text: string): boolean => process.stdout.write(`${text}\n`)

const run = async ({ millis, roundMillis, seed, rounds, keep }: Options): Promise<number> => {
  const until = Date.now() + millis
  let broken = 0
  for (let at = 0; at < rounds && Date.now() < until; at++) {
    const round = await chaosRound(seed + at, roundMillis)
    print(lineOf(round))
    if (round.violations.length === 0) {
      await rm(round.site.folder, { recursive: true })
      continue
    }
    broken++
    for (const { invariant, what } of round.violations.slice(0, 20)) print(`  ${invariant}\n    ${what}`)
    print(`  ${round.violations.length} in all; what is left: ${round.site.folder}`)
    if (keep) keepFound({ seed: round.seed, found: round.violations[0]?.invariant ?? "" })
  }
  print(broken === 0 ? "Nothing is broken." : `${broken} rounds broke a promise.`)
  return broken === 0 ? 0 : 1
}

const lineOf = ({ seed, runs, effects, leads, deeds, violations }: Round): string => {
  const done = Object.entries(deeds).map(([deed, times]) => `${deed} ${times}`)
  const verdict = violations.length === 0 ? "sound" : "BROKEN"
  return `seed ${seed}: ${verdict}; ${runs} runs, ${effects} effects, ${leads} leaders; ${done.join(", ")}`
}

const options = optionsOf(process.argv.slice(2), Date.now())
if ("text" in options) (options.code === 0 ? process.stdout : process.stderr).write(options.text)
process.exitCode = "text" in options ? options.code : await run(options)
